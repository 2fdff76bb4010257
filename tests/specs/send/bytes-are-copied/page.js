Page({
  onLoad({ peer }) {
    const bytes = Uint8Array.of(1, 2, 3);
    my.onSocketOpen(() => {
      my.sendSocketMessage({ data: bytes });
      bytes.fill(9);
    });
    my.onSocketMessage((res) => {
      console.log(res.data === 'AQID');
      my.closeSocket();
    });
    my.connectSocket({ url: peer + '/echo' });
  },
});
