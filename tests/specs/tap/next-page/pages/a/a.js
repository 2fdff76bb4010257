Page({
  go() {
    my.navigateTo({ url: '/pages/b/b' });
  },
});
