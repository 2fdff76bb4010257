Page({
  onLoad({ peer }) {
    my.connectSocket({ url: peer + '/echo' });
    my.onSocketOpen(() => console.log('open'));
    setInterval(() => {}, 50);
    setTimeout(() => console.log('never'), 100000);
  },
  onUnload() {
    console.log('onUnload');
  },
});
