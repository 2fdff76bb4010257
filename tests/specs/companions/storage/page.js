const show = (value) => console.log(JSON.stringify(value));

Page({
  async onLoad() {
    show(my.getStorageSync({ key: 'a' }));
    show(my.setStorageSync({ key: 'a', data: { n: [1, '中'], gone: undefined, at: new Date(0) } }));
    const { data } = my.getStorageSync({ key: 'a' });
    data.n.push('a copy');
    show(my.getStorageSync({ key: 'a' }));
    show(await my.getStorage({ key: 'a' }));
    show(await my.getStorage({ key: 'none' }));

    const order = [];
    my.setStorage({ key: 'b', data: null, success: (res) => order.push('set', res), complete: () => order.push('complete') });
    my.getStorage({ key: 'b', success: (res) => order.push('get', res) });
    my.removeStorage({ key: 'b' }).then((res) => order.push('removed', res));
    order.push('called');
    await my.removeStorage({ key: 'never there' });
    show(order);

    for (const value of ['\ud800', '__proto__', -0, 1e21, '', false]) my.setStorageSync({ key: `v${String(value)}`, data: value });
    my.setStorageSync({ key: '__proto__', data: JSON.parse('{"__proto__": 1}') });
    show(my.getStorageInfoSync());
    show(my.getStorageSync({ key: '__proto__' }));
    console.log(my.getStorageSync({ key: 'v\ufffd' }).data === '\ufffd');
    show(my.clearStorageSync());
    show(await my.getStorageInfo());

    const cycle = {};
    cycle.cycle = cycle;
    for (const wrong of [undefined, null, 1, {}, { key: '' }, { key: 5, data: 1 }, { key: 'k' }, { key: 'k', data: () => {} },
      { key: 'k', data: cycle }, { get key() { throw new Error('no key'); }, data: 1 }]) {
      show(my.setStorageSync(wrong));
    }
    show(my.getStorageSync());
    show(my.removeStorageSync({ key: '' }));
    my.setStorage({ data: 1, fail: show });
    await my.getStorage({}).catch(show);
    await my.clearStorage();
    my.getStorage({ key: Symbol('s') });
  },
});
