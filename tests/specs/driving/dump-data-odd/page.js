const circular = { name: 'round' };
circular.self = circular;

const odd = {
  none: undefined,
  not: NaN,
  far: -Infinity,
  whole: 1e15,
  small: 1e-7,
  big: 12n,
  symbol: Symbol('s'),
  fn() {},
  arrow: () => {},
  date: new Date(0),
  noDate: new Date(NaN),
  map: new Map([['k', { v: 1 }]]),
  bytes: new Uint8Array([1, 2]),
  error: new RangeError('no').message,
  half: 'a\ud800b',
  boxed: Object('text'),
  sparse: [, 1],
  proxy: new Proxy({ inside: 1 }, { get() { throw new Error('trap'); }, ownKeys() { for (;;); } }),
  get getter() {
    throw new Error('getter');
  },
  json: {
    own: 1,
    toJSON() {
      for (;;);
    },
  },
  circular,
  toString() {
    for (;;);
  },
  1: 'index first',
};

Page({
  data: { odd },
});
