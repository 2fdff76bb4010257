Page({
  onLoad({ peer }) {
    my.onSocketOpen(() => {
      throw new Error('before it could close');
    });
    my.connectSocket({ url: peer + '/echo' });
  },
});
