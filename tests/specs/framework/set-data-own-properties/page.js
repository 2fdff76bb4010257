Page({
  data: { list: [] },
  onLoad() {
    this.setData({ '__proto__.polluted': 1, 'constructor.prototype.polluted': 2, 'list[2].a': 3, 'toString.x': 4 });
    console.log({}.polluted, {}.fromOptions, Object.polluted, typeof Object.prototype.toString.x);
    console.log(this.data.list, Object.keys(this.data).join());
    this.setData({ 'list[4000000000]': 1 });
    console.log(this.data.list.length, this.data['list[4000000000]']);
  },
});
