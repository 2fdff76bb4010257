Page({
  onLoad({ peer }) {
    const paths = ['/refuse', '/fault/frame/opcode?before=a', '/close?code=4001'];
    const next = () => {
      const path = paths.shift();
      if (path) my.connectSocket({ url: peer + path, success: () => console.log('success ' + path) });
    };
    my.onSocketOpen(() => console.log('open'));
    my.onSocketError((res) => {
      console.log('error ' + res.error);
      setTimeout(next, 0);
    });
    my.onSocketClose((res) => console.log('close ' + res.code));
    next();
  },
});
