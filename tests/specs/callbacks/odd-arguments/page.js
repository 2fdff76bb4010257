const unreadable = new Proxy({}, {
  get() {
    throw new Error('unreadable');
  },
  ownKeys() {
    throw new Error('no keys');
  },
});
const noText = {
  toString() {
    throw new Error('no text');
  },
};
const cycle = {};
cycle.self = cycle;
const odd = [
  undefined, null, true, 0, NaN, 1n, '', 'text', Symbol('s'), [], [1], () => {}, class {}, new Date(NaN), {},
  { data: {} }, { data: cycle }, { data: noText }, { data: Symbol('s') }, { data: 1n }, { data: unreadable },
  { url: {} }, { url: noText }, { url: Symbol('s') }, { url: 'ws://h', data: unreadable },
  { url: 'ws://h', data: { a: cycle } }, { url: 'ws://h', header: noText }, { url: 'ws://h', header: { a: noText } },
  { url: 'ws://h', protocols: [noText] }, { url: 'ws://h', protocols: [Symbol('s')] },
  { code: 'x', reason: noText }, { code: {}, reason: Symbol('s') }, { content: noText }, unreadable,
  Object.create(null), Object.freeze({}), new Proxy(() => {}, {}),
];
const shown = ['alert', 'showToast', 'hideToast', 'showLoading', 'hideLoading'];
const isFunction = (name) => typeof my[name] === 'function';
const names = Object.keys(my).filter((name) => isFunction(name) && name !== 'exitMiniProgram' && !shown.includes(name));

Page({
  onLoad() {
    for (const name of names) {
      let thrown = 0;
      if (name !== 'sendSocketMessage') Promise.resolve(my[name]()).catch(() => {});
      for (const argument of odd) {
        try {
          const result = my[name](argument, argument);
          if (result instanceof Promise) result.catch(() => {});
        } catch (error) {
          thrown += 1;
          console.log(name + ' threw ' + error);
        }
      }
      console.log(name + ': ' + odd.length + ' odd arguments, ' + thrown + ' threw');
    }
    for (const event of ['Open', 'Message', 'Error', 'Close']) my['offSocket' + event]();
    my.closeSocket();
  },
});
