console.log('app.js', JSON.stringify(my.getLaunchOptionsSync()));
App({
  onLaunch(options) { console.log('onLaunch', JSON.stringify(options) === JSON.stringify(my.getLaunchOptionsSync())); },
});
