console.log('page module, ' + getApp().globalData.user + ', pages open: ' + getCurrentPages().length);

Page({
  onLoad(query) {
    console.log('onLoad ' + JSON.stringify(query));
  },
  onShow() {
    console.log('onShow');
  },
  onReady() {
    console.log('onReady');
  },
  onTap() {
    console.log('onTap');
  },
  onHide() {
    console.log('onHide');
  },
  onUnload() {
    console.log('onUnload');
  },
});
