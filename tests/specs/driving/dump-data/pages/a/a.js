Page({
  data: { z: 1, list: [{ name: '茶', price: 1.5 }], a: null },
  onReady() {
    my.navigateTo({ url: '/pages/b/b?id=7' });
  },
});
