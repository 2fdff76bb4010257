Page({
  data: { place: null },
  onLoad(query) {
    this.query = query;
  },
  async locate() {
    this.setData({ place: await my.getLocation() });
  },
});
