getApp().order.push('module other');
Page({
  data: { n: 0 },
  onLoad({ id }) { this.setData({ id }); },
  connect({ detail: url }) { my.connectSocket({ url }); },
  change() { this.setData({ n: 1 }); },
  onUnload() {},
  pages() { return getCurrentPages(); },
  back() { return my.navigateBack(); },
});
