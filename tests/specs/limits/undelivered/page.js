Page({
  onLoad({ peer }) {
    my.onSocketOpen(() => my.sendSocketMessage({ data: 'GO' }));
    my.onSocketMessage(({ data }) => {
      if (data === 'END') my.closeSocket();
    });
    my.connectSocket({ url: peer + '/burst?n=4&size=1' });
  },
});
