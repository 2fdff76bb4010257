Page({
  data: {},
  async request({ detail }) {
    try {
      this.setData({ answered: await my.request(typeof detail === 'string' ? { url: detail } : detail) });
    } catch (failed) {
      this.setData({ failed });
    }
  },
});
