Page({
  onLoad({ peer }) {
    my.onSocketOpen(() => my.sendSocketMessage({ data: 'hello' }));
    my.onSocketMessage(() => my.closeSocket({ code: 4001, reason: 'done' }));
    my.connectSocket({ url: peer + '/echo' });
  },
});
