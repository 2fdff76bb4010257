Page({
  onLoad({ peer }) {
    my.onSocketOpen(() => {
      my.sendSocketMessage({
        data: new ArrayBuffer(17 << 20),
        success: () => console.log('success'),
        fail: (res) => console.log('fail ' + res.error + ' ' + res.errorMessage),
      });
      my.sendSocketMessage({ data: 'still open' });
    });
    my.onSocketMessage((res) => {
      console.log(res.data);
      my.closeSocket();
    });
    my.connectSocket({ url: peer + '/echo' });
  },
});
