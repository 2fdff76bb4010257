Page({
  data: {
    get hidden() {
      console.log('a getter ran');
      return 1;
    },
  },
  onShow() {
    console.log('tab.onShow');
  },
});
