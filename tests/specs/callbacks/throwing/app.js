App({
  onError(message) {
    console.log('onError: ' + message);
  },
});
