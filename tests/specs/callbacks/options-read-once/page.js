const watched = (options) => {
  const reads = [];
  const proxy = new Proxy(options, {
    get(target, key) {
      reads.push(String(key));
      return target[key];
    },
  });
  return { proxy, reads };
};

Page({
  onLoad() {
    const calls = [
      ['connectSocket', { url: 'x', header: {}, unknown: 1 }],
      ['connectSocket', { url: 'x', headers: {} }],
      ['sendSocketMessage', { data: 'x', unknown: 1 }],
      ['closeSocket', { code: 1000 }],
      ['showToast', { content: 'x' }],
    ];
    for (const [name, options] of calls) {
      const { proxy, reads } = watched({ ...options, complete: () => {} });
      my[name](proxy);
      console.log(name + ': ' + reads.join(' '));
    }
  },
});
