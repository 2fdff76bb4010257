let isOpen = false;
const opened = () => new Promise((resolve) => my.onSocketOpen(resolve));

Page({
  async onLoad({ server }) {
    my.sendSocketMessage({ data: 'too early, and known to be' });
    my.connectSocket({ url: server });
    my.onSocketOpen(() => {
      isOpen = true;
      my.sendSocketMessage({ data: 'open' });
    });
    if (isOpen) my.sendSocketMessage({ data: 'only if' });
    isOpen && my.sendSocketMessage({ data: 'only if' });
    await opened();
    my.sendSocketMessage({ data: 'open' });
  },
  reconnect() {
    my.connectSocket({ url: this.url, success() { if (isOpen) my.sendSocketMessage({ data: 'x' }); } });
    setTimeout(() => my.sendSocketMessage({ data: 'later' }), 1000);
  },
  onUnload() { my.offSocketOpen(); },
});
