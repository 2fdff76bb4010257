Page({
  onLoad() {
    my.getFooSync();
    my.scan({ fail() {} });
  },
});
