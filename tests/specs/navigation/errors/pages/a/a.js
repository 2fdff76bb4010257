Page({
  async onLoad() {
    const fail = (res) => console.log(res.error, res.errorMessage);
    my.navigateTo({ url: '/pages/nowhere/nowhere?a=1', fail });
    my.navigateTo({ fail });
    my.navigateTo({ url: '/pages/tab/tab', fail });
    my.redirectTo({ url: '../tab/tab', fail });
    my.switchTab({ url: '/pages/a/a', fail });
    my.navigateTo({ url: '../../../outside', fail });
    my.navigateTo({ get url() { throw new Error('from a getter'); }, fail });
    try {
      await my.reLaunch({ url: 'x' });
    } catch (res) {
      fail(res);
    }
    console.log('still on', getCurrentPages()[0].route);
    my.navigateTo('nothing that could be read');
  },
  onHide() { console.log('never before the end'); },
});
