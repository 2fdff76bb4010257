Page({
  data: { n: 1, kept: true, user: { name: 'ann' } },
  onLoad() {
    console.log(JSON.stringify(this.data));
  },
});
