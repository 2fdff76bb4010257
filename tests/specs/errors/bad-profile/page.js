Page({
  onLoad() {
    console.log('never');
  },
  onTap() {},
});
