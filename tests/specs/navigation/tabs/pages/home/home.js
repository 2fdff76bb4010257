Page({
  ...require('/tell')('home'),
  async onReady() {
    console.log('— to the other tab');
    await my.switchTab({ url: '/pages/me/me' });
    console.log('— and back: it was kept');
    await my.switchTab({ url: '/pages/home/home' });
    console.log('— to the same tab');
    await my.switchTab({ url: '/pages/home/home' });
    console.log('— from a page above');
    await my.navigateTo({ url: '/pages/detail/detail' });
    await my.switchTab({ url: '/pages/me/me' });
    console.log('— relaunch closes the tabs as well');
    await my.reLaunch({ url: '/pages/detail/detail' });
    console.log('— the end');
  },
});
