// Connects, and is replaced by another page as soon as the connection is open.
Page({
  onLoad({ peer }) {
    my.onSocketOpen(() => {
      console.log('open');
      my.redirectTo({ url: '../b/b' });
    });
    my.onSocketMessage((res) => console.log('a hears', res.data));
    my.onSocketClose((res) => console.log('a hears the close', res.code));
    my.connectSocket({ url: `${peer}/echo` });
  },
});
