const { format, load, store } = require('../../lib/MODULE.js');

Page({
  data: { items: [], title: 'Page INDEX', total: format(INDEX), isLoading: false },

  onLoad(query) {
    this.query = query;
    this.unsubscribe = store.subscribe(({ items }) => this.setData({ items }));
    // Only the first page is opened.
    const app = getApp();
    console.log(JSON.stringify({ w: 'project', n: app.modules, ms: Date.now() - app.start }));
    my.exitMiniProgram();
  },

  onUnload() {
    this.unsubscribe();
  },

  async onPullDownRefresh() {
    this.setData({ isLoading: true });
    try {
      store.set({ items: await load(this.query.id) });
    } finally {
      this.setData({ isLoading: false });
      my.stopPullDownRefresh();
    }
  },

  onTapItem(event) {
    const { id } = event.target.dataset;
    my.navigateTo({ url: `/pages/pINDEX/index?id=${id}` });
  },
});
