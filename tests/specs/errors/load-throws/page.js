console.log('before');
Page({
  onLoad() {
    console.log('never');
  },
});
throw new RangeError('at load');
