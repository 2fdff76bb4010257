App({
  onLaunch() { console.log('app.onLaunch'); },
  onShow(options) { console.log('app.onShow', options.path, options.query); },
  onHide() { console.log('app.onHide'); },
});
