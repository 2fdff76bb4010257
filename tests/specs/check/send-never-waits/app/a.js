Page({
  onLoad() {
    my.onSocketMessage(() => my.sendSocketMessage({ data: 'an answer' }));
    my.connectSocket({ url: 'wss://prod.example' });
  },
  onUnload() { my.offSocketMessage(); },
  onTap() { my.sendSocketMessage({ data: 'x' }); },
  onRetry() { my.sendSocketMessage({ data: 'x', fail: () => setTimeout(() => this.onRetry(), 100) }); },
  async onWait() { await my.sendSocketMessage({ data: 'x' }); },
});
