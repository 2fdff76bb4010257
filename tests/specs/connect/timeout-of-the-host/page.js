Page({
  onLoad({ peer }) {
    my.onSocketError((res) => console.log(res.error + ' ' + res.errorMessage));
    my.connectSocket({ url: peer + '/stall?at=tcp' });
  },
});
