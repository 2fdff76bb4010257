Page({
  onLoad({ peer }) {
    const sizes = [1024, 1025];
    const next = () => {
      const size = sizes.shift();
      if (size) my.connectSocket({ url: peer + '/push?close=4001&size=' + size });
    };
    my.onSocketMessage((res) => console.log('message of ' + res.data.length));
    my.onSocketError((res) => console.log('error ' + res.error + ' ' + res.errorMessage));
    my.onSocketClose((res) => {
      console.log('close ' + res.code);
      next();
    });
    next();
  },
});
