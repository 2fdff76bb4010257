Page({
  async onLoad() {
    const longest = 'x'.repeat(200 * 1024 - 2);
    console.log(my.setStorageSync({ key: 'a', data: longest }).success);
    console.log(my.setStorageSync({ key: 'a', data: `${longest}y` }));
    console.log(my.getStorageSync({ key: 'a' }).data === longest);
    let stored = 1;
    let last;
    for (; stored < 100; stored += 1) {
      last = my.setStorageSync({ key: `k${stored}`, data: longest });
      if (!last.success) break;
    }
    console.log(stored, last);
    console.log(my.getStorageInfoSync().keys.length, my.getStorageInfoSync().currentSize, my.getStorageInfoSync().limitSize);
    my.removeStorageSync({ key: 'a' });
    await my.setStorage({ key: 'last', data: longest });
    await my.setStorage({ key: 'more', data: longest }).catch((res) => console.log(res.error));
  },
});
