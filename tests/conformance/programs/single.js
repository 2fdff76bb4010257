// One file may hold both: FW-1.
App({ onLaunch(options) { this.options = options; } });
Page({ data: { from: 'single' }, onLoad() { this.setData({ options: getApp().options }); } });
