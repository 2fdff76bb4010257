// Opens the detail page three times, once more with each echo of its own.
Page({
  visits: 0,
  onLoad({ server }) {
    my.onSocketOpen(() => this.visit());
    my.connectSocket({ url: server });
  },
  onShow() {
    if (this.visits > 0) this.visit();
  },
  visit() {
    this.visits += 1;
    if (this.visits > 3) my.closeSocket();
    else my.navigateTo({ url: `/pages/detail/detail?visit=${this.visits}` });
  },
});
