const tell = require('/tell');
console.log('module of a');
Page({
  ...tell('a'),
  async onReady() {
    const called = my.navigateTo({
      url: '../b/b?id=7&name=%E4%BD%A0%E5%A5%BD&x=a%26b',
      success: (res) => console.log('success', JSON.stringify(res)),
      complete: () => console.log('complete'),
    });
    console.log('a onReady: the call returned first');
    await called;
    await my.redirectTo({ url: '/pages/c/c' });
    console.log('stack:', getCurrentPages().map((page) => page.route).join(' > '));
    const list = getCurrentPages();
    list.pop();
    console.log('a copy:', getCurrentPages().length);
    this.setData({ still: 'open' }, () => console.log('a is still open:', this.data.still));
    await my.navigateBack();
    await my.reLaunch({ url: 'pages/b/b?again' });
    this.setData({ still: 'closed' });
    console.log('a is closed:', this.data.still);
  },
});
