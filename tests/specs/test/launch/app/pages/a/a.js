Page({
  data: { taps: 0, items: [] },
  onLoad(query) { this.setData({ query }); },
  onTap(event) {
    this.setData({ taps: this.data.taps + 1, type: event.type });
    return Promise.resolve('tapped');
  },
  async load() {
    const info = await new Promise((success) => my.getSystemInfo({ success }));
    this.setData({ info });
  },
  broken() { throw new Error('broken handler'); },
});
