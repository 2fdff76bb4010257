Page({
  onLoad() {
    const down = () => down();
    try {
      down();
    } finally {
      console.log('no page code after a limit');
    }
  },
  onShow() {
    console.log('no page code after a limit');
  },
});
