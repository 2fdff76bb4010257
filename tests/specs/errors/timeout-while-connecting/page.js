Page({
  onLoad({ peer }) {
    my.connectSocket({ url: peer + '/stall?at=tcp' });
    my.onSocketClose(() => console.log('no event after the end'));
  },
});
