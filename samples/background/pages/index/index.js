Page({
  onHide() { console.log('page is hidden'); },
});
