App({ globalData: { name: 'the app' } });

Page({
  data: { count: 1 },
  onUnload() {
    console.log('unloaded');
  },
  hello() {
    return 'hello from ' + this.route;
  },
  fails() {
    [1].forEach(function inner() {
      throw new RangeError('out of range');
    });
  },
});
