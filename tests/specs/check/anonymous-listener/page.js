Page({
  onLoad() {
    this.bound = this.onMessage.bind(this);
    my.onSocketMessage((res) => this.onMessage(res));
    my.onSocketOpen(this.bound);
  },
  onMessage() {},
  onUnload() {
    my.offSocketMessage((res) => this.onMessage(res));
    my.offSocketMessage(this.onMessage.bind(this));
    my.offSocketOpen(this.bound);
    my.offSocketOpen();
  },
});
