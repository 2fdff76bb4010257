Page({
  onLoad(query) {
    my.connectSocket({ url: query.server });
    setInterval(() => {}, 1000);
  },
  onHide() {
    console.log('hidden');
  },
  onUnload() {
    console.log('unloaded');
  },
});
