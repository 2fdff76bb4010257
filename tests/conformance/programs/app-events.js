// Listens to everything that the app and its listeners are told of, and notes it in order.
const heard = [];
const note = (who) => (...values) => { heard.push([who, ...values]); };

const hidden = note('my.onAppHide');
my.onAppShow(note('my.onAppShow'));
my.onAppHide(hidden);
my.onError(note('my.onError'));
my.onError(note('my.onError again'));
my.onUnhandledRejection(note('my.onUnhandledRejection'));
my.onPageNotFound(note('my.onPageNotFound'));

App({
  heard,
  onLaunch: note('app.onLaunch'),
  onShow: note('app.onShow'),
  onHide: note('app.onHide'),
  onError: note('app.onError'),
  onUnhandledRejection: note('app.onUnhandledRejection'),
  onPageNotFound: note('app.onPageNotFound'),
});

Page({
  data: { rejected: undefined },
  onShow: note('page.onShow'),
  onHide: note('page.onHide'),
  throwLater() { setTimeout(function late() { throw new RangeError('late'); }, 1); },
  rejectLater() {
    this.reason = { code: 7 };
    setTimeout(() => { this.promise = Promise.reject(this.reason); }, 1);
  },
  throwInListener() { my.onError(() => { throw new Error('in a listener'); }); my.onError(note('after it')); },
  rejectInListener() { my.onUnhandledRejection(() => { Promise.reject(new Error('once more')); }); },
  removeOne() { my.offAppHide(hidden); },
  removeAll() { my.offAppShow(); my.offError(); my.offUnhandledRejection(); my.offPageNotFound(); },
  misuse() {
    for (const name of ['onAppShow', 'onAppHide', 'onError', 'onUnhandledRejection', 'onPageNotFound']) {
      for (const value of [undefined, null, 1, 'text', {}]) {
        my[name](value);
        if (value !== undefined) my[name.replace('on', 'off')](value);
      }
    }
  },
});
