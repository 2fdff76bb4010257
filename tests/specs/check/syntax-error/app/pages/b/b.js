Page({
  onLoad() {
    const é = ;
  },
});
