Page({
  onLoad(query) {
    const objects = [
      { d: new Date(0), f() {}, n: new Number(3), s: new String('x'), u: undefined },
      { toJSON() { return { z: 1 }; } },
      [() => 1, 'a'],
      { k: 'é\u{1f600}' },
    ];
    my.onSocketMessage((res) => {
      console.log(res.data);
      if (--left === 0) my.closeSocket();
    });
    let left = objects.length;
    my.onSocketOpen(() => {
      objects.forEach((data) => my.sendSocketMessage({ data }));
      const cyclic = {};
      cyclic.self = cyclic;
      const bad = [cyclic, { get a() { throw new Error('getter'); } }, () => 1, Symbol('s'), null, new SharedArrayBuffer(4)];
      bad.forEach((data) => my.sendSocketMessage({ data, fail: (res) => console.log('fail', res.error) }));
    });
    my.connectSocket({ url: query.server });
  },
});
