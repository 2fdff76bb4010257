Page({
  onLoad() {
    console.log('the program goes on');
  },
});
