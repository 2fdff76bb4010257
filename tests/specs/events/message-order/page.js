Page({
  onLoad({ peer }) {
    let expected = 1;
    my.onSocketMessage((res) => {
      if (res.data === 'message ' + expected) expected += 1;
    });
    my.onSocketClose((res) => console.log(expected - 1 + ' messages in order, then close ' + res.code));
    my.connectSocket({ url: peer + '/push?n=2000&close=4001' });
  },
});
