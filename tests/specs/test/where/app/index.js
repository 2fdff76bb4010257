Page({
  onLoad() {
    for (let i = 0; i < 10; i -= 1);
  },
});
