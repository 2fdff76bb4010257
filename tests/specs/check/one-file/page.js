Page({
  onLoad() {
    my.onSocketOpen(console.log);
  },
});
