App({
  onLaunch(options) { console.log('launch', options.path, options.query); },
  onShow() { console.log('app show'); },
  onHide() { console.log('app hide'); },
  globalData: { a: 1 },
});
Page({
  onLoad(query) { console.log('load', query, getApp().globalData); },
  onHide() { console.log('page hide'); },
});
