Page({
  onLoad({ peer }) {
    const close = (when) =>
      my.closeSocket({
        success: () => console.log(when + ': success'),
        fail: () => console.log(when + ': fail'),
      });
    my.onSocketError((res) => console.log('error ' + res.error));
    my.onSocketClose((res) => {
      console.log('close ' + res.code);
      close('in onSocketClose');
    });
    close('before connectSocket');
    setTimeout(() => my.connectSocket({ url: peer + '/close?code=4001' }));
  },
});
