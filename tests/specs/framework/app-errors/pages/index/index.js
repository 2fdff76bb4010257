Page({
  onLoad() {
    const rejected = Promise.reject(new Error('caught in the same job'));
    Promise.resolve().then(() => rejected.catch(() => console.log('caught')));
    setTimeout(() => Promise.reject(new Error('rejected')));
    throw new TypeError('thrown in onLoad');
  },
  onShow() {
    console.log('onShow comes all the same');
  },
});
