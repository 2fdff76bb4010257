Page({
  onLoad() {
    my.scan();
  },
});
