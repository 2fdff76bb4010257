const attempts = [
  ['/fault/upgrade/protocol-unasked', []],
  ['/fault/upgrade/protocol-unasked', ['v1']],
  ['/fault/upgrade/protocol-case', ['chat']],
  ['/fault/upgrade/protocol-none', ['v1']],
];

Page({
  onLoad({ peer }) {
    const next = () => {
      const [path, protocols] = attempts.shift() || [];
      if (!path) return;
      console.log(path + ' [' + protocols + ']');
      my.connectSocket({ url: peer + path, protocols });
    };
    my.onSocketOpen(() => {
      console.log('  open');
      my.closeSocket();
    });
    my.onSocketError((res) => console.log('  error ' + res.error + ' ' + res.errorMessage));
    my.onSocketClose((res) => {
      console.log('  close ' + res.code);
      next();
    });
    next();
  },
});
