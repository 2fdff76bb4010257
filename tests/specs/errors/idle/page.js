Page({
  onLoad({ peer }) {
    my.onSocketMessage((res) => console.log(res.data));
    my.onSocketClose(() => console.log('no event after the end'));
    my.connectSocket({ url: peer + '/push?n=2' });
  },
  onUnload() {
    console.log('onUnload');
  },
});
