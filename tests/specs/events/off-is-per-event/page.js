Page({
  onLoad({ peer }) {
    const listener = (res) => console.log(Object.keys(res).join() || 'open');
    my.onSocketOpen(listener);
    my.onSocketMessage(listener);
    my.onSocketClose(listener);
    my.offSocketMessage(listener);
    my.connectSocket({ url: peer + '/push?close=1000' });
  },
});
