const mixin = Mixin({
  data: { log: [] },
  onLoad() { this.note('mixin onLoad'); },
  onShow() { this.note('mixin onShow'); },
  methods: {
    note(text) { this.setData({ [`log[${this.data.log.length}]`]: text }); },
  },
});

Page({
  mixins: [mixin],
  data: { log: [], n: 0, list: [1, 2, 3, 4] },
  observers: {
    n(n) { this.note(`n is ${n}`); },
  },
  onLoad() { this.note('page onLoad'); },
  onShow() { this.setData({ n: 1 }); },
  onHide() {},
  add({ detail }) { this.setData({ n: this.data.n + detail }); },
  splice() { this.$spliceData({ list: [1, 2, 'x'] }); },
  events: {
    onPullDownRefresh() { this.note('pulled'); },
  },
});
