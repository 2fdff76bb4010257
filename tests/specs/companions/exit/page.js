Page({
  onLoad({ peer }) {
    setInterval(() => {}, 1);
    my.onSocketClose(() => console.log('no event after the end'));
    my.onSocketOpen(() => {
      my.exitMiniProgram({
        success: () => console.log('success'),
        complete: () => console.log('complete'),
      });
      console.log('called');
    });
    my.connectSocket({ url: peer + '/echo' });
  },
  onHide() {
    console.log('onHide');
  },
  onUnload() {
    console.log('onUnload');
  },
});
