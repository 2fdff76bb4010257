Page({
  onTap() {},
  events: { onTitleClick() { console.log('title'); }, onBack() {} },
});
