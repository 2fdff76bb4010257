console.log('never');
Page({
  onLoad() {
    const x = ;
  },
});
