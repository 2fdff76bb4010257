import { helper } from './helper';

Page({
  onLoad() {
    my.onSocketOpen(() => helper(this));
    this.listen();
    my.onSocketClose(this.onClose);
    my.getSystemInfo({ success: () => my.onSocketMessage(console.log) });
  },
  onShow: function () {
    const self = this;
    my.alert({ success() { self.again(); } });
  },
  listen() { my.onSocketMessage((res) => console.log(res)); },
  again() { my.onSocketError(console.log); },
  onTap() { my.onSocketOpen(console.log); },
  onClose() {},
  onUnload() { my.offSocketClose(this.onClose); },
});
