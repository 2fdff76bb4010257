Page({
  onLoad({ peer }) {
    my.onSocketMessage((res) => {
      console.log(res.data);
      my.closeSocket();
    });
    my.onSocketClose((res) => console.log('close ' + res.code));
    my.connectSocket({ url: peer + '/push?n=1000' });
  },
});
