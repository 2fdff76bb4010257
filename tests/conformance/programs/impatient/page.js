Page({
  data: { error: 0 },
  connect({ detail: url }) {
    my.onSocketError(({ error }) => this.setData({ error }));
    my.connectSocket({ url });
  },
  async request({ detail: url }) {
    const failed = await my.request({ url }).catch((error) => error);
    this.setData({ failed });
  },
});
