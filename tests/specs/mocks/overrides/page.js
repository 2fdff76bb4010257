Page({
  async onLoad() {
    console.log(await my.getAuthCode());
    console.log(my.getStorageSync({ key: 'x' }));
    console.log('no promise of', my.connectSocket({ url: 'ws://h', fail: (res) => console.log('fail', res) }));
  },
});
