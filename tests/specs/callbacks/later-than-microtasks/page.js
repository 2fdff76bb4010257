Page({
  onLoad() {
    for (const name of ['first', 'second']) {
      my.hideToast({
        success: () => {
          console.log(name + ' success');
          Promise.resolve().then(() => console.log('promise job of ' + name + ' success'));
        },
        complete: () => console.log(name + ' complete'),
      });
    }
    Promise.resolve().then(() => console.log('promise job of onLoad'));
    console.log('onLoad');
  },
  onShow() {
    console.log('onShow');
  },
  onReady() {
    console.log('onReady');
  },
});
