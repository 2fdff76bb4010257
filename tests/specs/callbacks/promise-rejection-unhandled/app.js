App({
  onUnhandledRejection() {
    console.log('onUnhandledRejection');
  },
});
