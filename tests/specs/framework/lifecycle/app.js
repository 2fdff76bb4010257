console.log('app.js');

App({
  globalData: { user: 'ann' },
  onLaunch({ query, path, scene, referrerInfo }) {
    console.log('app onLaunch ' + JSON.stringify(query) + ' ' + path + ' ' + typeof scene + ' ' + typeof referrerInfo);
    console.log('this is getApp(): ' + (this === getApp()));
  },
  onShow({ query, path }) {
    console.log('app onShow ' + JSON.stringify(query) + ' ' + path);
  },
  onHide() {
    console.log('app onHide');
  },
});
