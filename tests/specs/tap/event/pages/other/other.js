Page({
  onReady() {
    console.log('other is ready');
  },
  back() {
    console.log('back');
    my.navigateBack();
  },
});
