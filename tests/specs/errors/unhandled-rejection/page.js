Page({
  onLoad() {
    Promise.reject(new Error('rejected'));
  },
});
