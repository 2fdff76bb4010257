Page({
  start: 5,
  data() {
    return { n: this.start };
  },
  onLoad() {
    console.log(this.data.n);
  },
});
