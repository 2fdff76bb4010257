App({
  onLaunch(options) {
    console.log('launch', options.query, my.getLaunchOptionsSync().query);
  },
  onShow(options) {
    console.log('show', options.query, my.getEnterOptionsSync().query);
  },
});
