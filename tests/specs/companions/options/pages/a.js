Page({
  onLoad() { my.navigateTo({ url: '/pages/b?n=1' }); },
});
