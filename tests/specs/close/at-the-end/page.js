Page({
  onLoad({ peer }) {
    my.onSocketOpen(() => {
      console.log('open');
      my.exitMiniProgram();
    });
    my.onSocketClose(() => console.log('close'));
    my.connectSocket({ url: peer + '/echo' });
  },
  onUnload() {
    console.log('onUnload');
  },
});
