Page({
  onLoad({ server }) {
    my.connectSocket({
      url: server,
      success: () => {
        my.sendSocketMessage({ data: 'in success' });
      },
    });
    my.sendSocketMessage({ data: 'right after' });
  },
  async onShow() {
    await my.connectSocket({ url: 'wss://prod.example' });
    const data = JSON.stringify({ hello: true });
    my.sendSocketMessage({ data, fail: console.log });
  },
});
