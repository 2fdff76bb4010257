Page({
  onLoad() {
    for (let n = 1; n <= 10000; n += 1) console.time('timer ' + n);
    console.time('one too many');
  },
});
