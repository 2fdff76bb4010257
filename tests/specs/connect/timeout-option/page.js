const paths = ['/stall?at=tcp', '/stall?at=upgrade'];

Page({
  onLoad({ peer }) {
    const next = () => {
      const path = paths.shift();
      if (!path) return;
      console.log(path);
      my.connectSocket({ url: peer + path, timeout: 30, success: () => console.log('  success') });
    };
    my.onSocketOpen(() => console.log('  open'));
    my.onSocketError((res) => console.log('  error ' + res.error + ' ' + res.errorMessage));
    my.onSocketClose((res) => {
      console.log('  close ' + res.code);
      next();
    });
    next();
  },
});
