Page({
  onLoad({ peer }) {
    let successes = 0;
    my.onSocketOpen(() => console.log('open, after ' + successes + ' successes'));
    my.onSocketError((res) => console.log('error ' + res.error));
    my.onSocketClose((res) => console.log('close ' + res.code));
    for (let i = 0; i < 3; i += 1) {
      my.connectSocket({ url: peer + '/close?code=400' + i, success: () => (successes += 1) });
    }
  },
});
