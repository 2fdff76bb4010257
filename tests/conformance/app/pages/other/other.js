getApp().order.push('module other');
Page({
  onLoad({ id }) { this.setData({ id }); },
  back() { return my.navigateBack(); },
});
