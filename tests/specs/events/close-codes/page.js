const paths = ['/close', '/close?code=4001&reason=bye%20%E4%BD%A0', '/close?code=1011', '/close?code=', '/drop?after=0', '/fault/stream/fin?at=frame'];

Page({
  onLoad({ peer }) {
    let calls = [];
    const next = () => {
      calls = [];
      if (paths.length > 0) my.connectSocket({ url: peer + paths[0] });
    };
    my.onSocketOpen(() => calls.push('open'));
    my.onSocketError((res) => calls.push('error ' + res.error));
    my.onSocketClose((res) => {
      console.log(paths.shift() + ': ' + calls.join(', ') + ', close ' + res.code + ' ' + JSON.stringify(res.reason));
      next();
    });
    next();
  },
});
