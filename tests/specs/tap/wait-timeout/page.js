Page({
  onLoad() {
    setInterval(() => {}, 100);
  },
  last() {},
});
