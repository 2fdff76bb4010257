Page({
  onLoad() {
    const first = my.getFooSync();
    first.foo.push('of this call');
    console.log(first, my.getFooSync(), my.getFooSync());
    console.log(my.onLocationChange(() => {}), my.isIDE, my.SDKVersion);
    console.log(my.canIUse('getFooSync.return.foo'), my.canIUse('isIDE'));
  },
});
