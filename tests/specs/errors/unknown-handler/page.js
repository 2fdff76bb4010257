Page({
  onLoad() {
    console.log('onLoad');
  },
  onTap() {},
  onInput() {},
});
