Page({
  onLoad() {
    console.log('b is loaded');
  },
  back() {
    console.log('back');
    my.navigateBack();
  },
});
