my.onAppShow(({ path, query, scene, referrerInfo }) => console.log('my.onAppShow', path, query, scene, referrerInfo));
my.onAppHide((...values) => console.log('my.onAppHide', values));
my.onError((message, stack) => console.log('my.onError', JSON.stringify(message), stack));
my.onError(() => { throw new Error('thrown in a listener'); });
my.onError(() => console.log('the listener after it'));
my.onUnhandledRejection(({ reason, promise }) => console.log('my.onUnhandledRejection', reason, promise instanceof Promise));

App({
  onShow() { console.log('app.onShow'); },
  onError(message, stack) { console.log('app.onError', JSON.stringify(message), stack.split('\n').length); },
  onUnhandledRejection({ reason }) { console.log('app.onUnhandledRejection', reason); },
});

Page({
  onLoad() {
    setTimeout(() => my.getStorage({ key: '' }));
    throw new TypeError('thrown in onLoad');
  },
});
