Page({
  onLoad() { my.onSocketOpen(this.onOpen); },
  onOpen() {},
  onUnload() { if (my.offSocketOpen) my.offSocketOpen(this.onOpen); },
});
