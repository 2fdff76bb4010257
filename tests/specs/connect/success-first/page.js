const urls = (peer) => [peer + '/close', peer + '/refuse', peer + '/fault/http/ssh', 'ws://127.0.0.1:1/'];

Page({
  onLoad({ peer }) {
    const left = urls(peer);
    const next = () => {
      const url = left.shift();
      if (!url) return;
      console.log(new RegExp('[^:/]*$').exec(url.replace(peer, ''))[0] || 'nobody listens');
      my.connectSocket({
        url,
        success: (res) => console.log('  success'),
        fail: (res) => console.log('  fail ' + res.error),
        complete: () => console.log('  complete'),
      });
    };
    my.onSocketOpen(() => console.log('  open'));
    my.onSocketError((res) => console.log('  error ' + res.error));
    my.onSocketClose((res) => {
      console.log('  close ' + res.code);
      next();
    });
    next();
  },
});
