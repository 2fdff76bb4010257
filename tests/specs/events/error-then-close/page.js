const paths = [
  '/fault/frame/opcode?before=a',
  '/fault/frame/rsv?before=a',
  '/fault/frame/masked?before=a',
  '/fault/frame/continuation-first?before=a',
  '/fault/frame/text-in-fragments?before=a',
  '/fault/frame/long-ping?before=a',
  '/fault/frame/bad-utf8?before=a',
  '/fault/close/code?before=a&code=1005',
  '/fault/close/one-byte?before=a',
];

Page({
  onLoad({ peer }) {
    let calls = [];
    const next = () => {
      calls = [];
      if (paths.length > 0) my.connectSocket({ url: peer + paths[0] });
    };
    my.onSocketOpen(() => calls.push('open'));
    my.onSocketMessage((res) => calls.push('message ' + res.data));
    my.onSocketError((res) => calls.push('error ' + res.error));
    my.onSocketClose((res) => {
      console.log(paths.shift() + ': ' + calls.join(', ') + ', close ' + res.code);
      next();
    });
    next();
  },
});
