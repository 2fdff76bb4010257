const invalid = [
  { code: 1001 },
  { code: 1005 },
  { code: 0 },
  { code: -1 },
  { code: 2999 },
  { code: 5000 },
  { code: 66536 },
  { code: 4000.5 },
  { code: NaN },
  { code: 'text' },
  { code: 4000, reason: 'x'.repeat(124) },
  { code: 4000, reason: '世'.repeat(42) },
];

Page({
  onLoad({ peer }) {
    const next = () => invalid.length > 0 && my.connectSocket({ url: peer + '/echo' });
    my.onSocketOpen(() => {
      const options = invalid.shift();
      my.closeSocket({
        ...options,
        success: () => console.log('success'),
        fail: (res) => {
          console.log('fail ' + res.error + ' ' + res.errorMessage);
          // Still open: this is what closes it.
          my.closeSocket({ code: 4444 });
        },
      });
    });
    my.onSocketClose((res) => {
      console.log('close ' + res.code + ' ' + JSON.stringify(res.reason));
      next();
    });
    next();
  },
});
