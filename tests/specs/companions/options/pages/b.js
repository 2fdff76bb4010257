let shown = 0;
Page({
  onLoad() { this.timer = setInterval(() => {}, 10); },
  onShow() {
    shown += 1;
    console.log('entered', JSON.stringify(my.getEnterOptionsSync()));
    if (shown < 2) return;
    console.log('launched', JSON.stringify(my.getLaunchOptionsSync()));
    my.getLaunchOptionsSync().query.id = 'a copy';
    console.log(my.getLaunchOptionsSync().query.id);
    clearInterval(this.timer);
  },
});
