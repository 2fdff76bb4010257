const { offSocketOpen } = my;
Page({ onLoad() { my.onSocketOpen(console.log); }, onUnload() { offSocketOpen(); } });
