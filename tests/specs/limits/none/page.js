Page({
  onLoad() {
    for (let n = 0; n <= 100000; n += 1) setTimeout(() => {}, 0);
    console.log('more timers than by default');
    setTimeout(() => my.exitMiniProgram(), 0);
  },
});
