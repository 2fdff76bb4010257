Page({
  onLoad({ peer }) {
    const last = () => console.log('removed during the dispatch');
    my.onSocketMessage((res) => {
      console.log('first: ' + res.data);
      if (res.data === 'message 1') {
        my.onSocketMessage((res) => console.log('added during the dispatch: ' + res.data));
        my.offSocketMessage(last);
      }
    });
    my.onSocketMessage(last);
    my.onSocketOpen(function self() {
      console.log('removes itself');
      my.offSocketOpen(self);
    });
    my.onSocketOpen(() => {
      console.log('removes all');
      my.offSocketOpen();
    });
    my.onSocketOpen(() => console.log('removed by the one before'));
    my.connectSocket({ url: peer + '/push?n=2&close=1000' });
  },
});
