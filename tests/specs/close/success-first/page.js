Page({
  onLoad({ peer }) {
    let round = 0;
    my.onSocketOpen(() => {
      round += 1;
      if (round === 1) return void my.closeSocket();
      const returned = my.closeSocket({
        success: () => console.log('success'),
        fail: () => console.log('fail'),
        complete: () => console.log('complete'),
      });
      returned.then(() => console.log('promise'));
      console.log('called');
    });
    my.onSocketClose((res) => {
      console.log('close ' + res.code + ' ' + JSON.stringify(res.reason));
      if (round === 1) my.connectSocket({ url: peer + '/echo' });
    });
    my.connectSocket({ url: peer + '/echo' });
  },
});
