Page({
  onLoad({ peer }) {
    let rounds = 0;
    my.onSocketOpen(() => console.log('open'));
    my.onSocketClose((res) => {
      console.log('close ' + res.code);
      rounds += 1;
      if (rounds < 3) my.connectSocket({ url: peer + '/close?code=400' + rounds });
    });
    my.connectSocket({ url: peer + '/close?code=4000' });
  },
});
