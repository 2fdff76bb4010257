Page({
  onLoad(query) {
    console.log('second.onLoad', query);
  },
  onUnload() {
    console.log('second.onUnload');
  },
  onGoBack() {
    my.navigateBack();
  },
});
