Page({
  data: { error: 0 },
  connect({ detail: url }) {
    my.onSocketError(({ error }) => this.setData({ error }));
    my.connectSocket({ url });
  },
});
