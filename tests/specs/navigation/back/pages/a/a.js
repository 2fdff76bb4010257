const tell = require('/tell');
Page({
  ...tell('a'),
  async onReady() {
    if (getCurrentPages().length > 1) return;
    await my.navigateTo({ url: 'a?n=2' });
    await my.navigateTo({ url: './a?n=3' });
    await my.navigateTo({ url: '/pages/a/a?n=4' });
    console.log('— two');
    await my.navigateBack({ delta: 2 });
    console.log('— more than there are');
    await my.navigateBack({ delta: 9 });
    console.log('— from the first page');
    await my.navigateBack();
    console.log('depth', getCurrentPages().length);
  },
});
