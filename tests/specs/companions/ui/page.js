const done = (name) => ({ success: () => console.log(name + ' success'), complete: () => console.log(name + ' complete') });

Page({
  async onLoad() {
    my.alert({ title: 'T', content: 'C', buttonText: 'B', unknown: 1, ...done('alert') });
    my.showToast({ type: 'success', content: '好', duration: 3000, ...done('showToast') });
    my.hideToast(done('hideToast'));
    my.showLoading({ content: 'wait', delay: 100, ...done('showLoading') });
    my.hideLoading(done('hideLoading'));
    my.showToast();
    await my.alert({ content: 1 });
    console.log('all were called');
  },
});
