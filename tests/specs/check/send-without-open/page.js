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
  onTap({ server }) {
    const task = my.connectSocket({ url: server, multiple: true });
    task.onMessage((res) => task.send({ data: res.data }));
    task.send({ data: 'right after' });
    task.onOpen(() => task.send({ data: 'open' }));
  },
});
