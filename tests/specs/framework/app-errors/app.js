App({
  onError(message) {
    console.log('onError ' + message + ', this is the app: ' + (this === getApp()));
    throw new Error('thrown in onError');
  },
  onUnhandledRejection({ reason }) {
    console.log('onUnhandledRejection ' + reason);
  },
});
