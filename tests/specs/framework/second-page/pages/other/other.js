Page({
  onLoad() {
    console.log('other, ' + this.route);
  },
});
