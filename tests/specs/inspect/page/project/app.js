App({
  onShow() {
    console.log('app.onShow');
  },
  onHide() {
    console.log('app.onHide');
  },
  onError(message) {
    console.log('app.onError ' + message);
  },
});
