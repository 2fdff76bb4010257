const statuses = [400, 401, 403, 404, 429, 500, 502, 503, 599];

Page({
  onLoad({ peer }) {
    let calls = [];
    const next = () => {
      const status = statuses.shift();
      if (!status) return;
      calls = [];
      my.connectSocket({
        url: peer + '/refuse?reason=Because&status=' + status,
        success: () => calls.push('success'),
        fail: () => calls.push('fail'),
        complete: () => calls.push('complete'),
      });
    };
    my.onSocketOpen(() => calls.push('open'));
    my.onSocketError((res) => {
      calls.push('error ' + res.error);
      console.log(res.errorMessage);
    });
    my.onSocketClose((res) => {
      console.log(calls.join(', ') + ', close ' + res.code);
      next();
    });
    next();
  },
});
