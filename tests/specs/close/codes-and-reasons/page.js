const frames = [
  { code: 1000 },
  { code: 3000 },
  { code: 4999, reason: 'bye' },
  { reason: 'no code' },
  { code: null, reason: null },
  { code: 4000, reason: 'x'.repeat(123) },
  { code: 4000, reason: '世'.repeat(41) },
];

Page({
  onLoad({ peer }) {
    const next = () => frames.length > 0 && my.connectSocket({ url: peer + '/echo' });
    my.onSocketOpen(() => my.closeSocket({ ...frames.shift(), fail: (res) => console.log('fail ' + res.error) }));
    my.onSocketClose((res) => {
      console.log(res.code);
      next();
    });
    next();
  },
});
