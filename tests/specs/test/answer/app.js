Page({
  data: {},
  async onLoad() { this.setData({ answer: await my.prompt({ title: 'who' }) }); },
});
