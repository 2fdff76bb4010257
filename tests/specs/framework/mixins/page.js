const inner = { data: { inner: 1, title: 'inner' }, onLoad() { console.log('inner onLoad'); }, deep: 'inner' };
const Shared = Mixin({
  mixins: [inner],
  data() { return { shared: true, title: 'mixin' }; },
  onLoad(query) { console.log('mixin onLoad', query, this.data); },
  onShow() { console.log('mixin onShow'); },
  onUnload() { console.log('mixin onUnload'); },
  shared() { console.log('shared of the mixin', this.data.title); },
  greet() { console.log('never called'); },
  onPullDownRefresh() { console.log('mixin pulled'); },
  methods: { fromMethods() { console.log('method of the mixin'); } },
});
Page({
  mixins: [Shared, Shared, inner],
  data: { title: 'page' },
  onLoad() { console.log('page onLoad', this.data, this.deep); },
  onHide() { console.log('page onHide'); },
  greet() { console.log('greet of the page'); },
  events: { onPullDownRefresh() { console.log('page pulled', typeof this.setData); } },
});
