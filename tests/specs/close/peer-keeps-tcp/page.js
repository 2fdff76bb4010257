Page({
  onLoad({ peer }) {
    const paths = ['/fault/close/keep-tcp?code=4001', '/fault/close/data-after?code=4002', '/fault/close/twice?code=4003'];
    const since = Date.now();
    const next = () => {
      const path = paths.shift();
      if (path) my.connectSocket({ url: peer + path });
      else console.log('at once: ' + (Date.now() - since < 2900));
    };
    my.onSocketMessage((res) => console.log('message ' + res.data));
    my.onSocketError((res) => console.log('error ' + res.error));
    my.onSocketClose((res) => {
      console.log('close ' + res.code);
      next();
    });
    next();
  },
});
