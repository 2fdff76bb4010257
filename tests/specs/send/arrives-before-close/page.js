Page({
  onLoad({ peer }) {
    my.onSocketOpen(() => {
      my.sendSocketMessage({ data: 'a' });
      my.sendSocketMessage({ data: 'b' });
      my.closeSocket({ code: 4001, reason: 'page' });
    });
    my.onSocketClose((res) => console.log('close ' + res.code + ' ' + res.reason));
    my.connectSocket({ url: peer + '/close?after=2&code=4002&reason=peer' });
  },
});
