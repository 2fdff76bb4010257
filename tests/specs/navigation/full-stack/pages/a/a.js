Page({
  onLoad({ n = 1 }) {
    my.navigateTo({
      url: `a?n=${Number(n) + 1}`,
      fail: (res) => console.log(`page ${n}:`, res.errorMessage),
    });
  },
});
