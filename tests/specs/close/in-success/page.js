Page({
  onLoad({ peer }) {
    my.onSocketOpen(() => console.log('open'));
    my.onSocketError(() => console.log('error'));
    my.onSocketClose((res) => console.log('close ' + res.code));
    my.connectSocket({
      url: peer + '/fault/upgrade/with-frame',
      success: () => my.closeSocket({ success: () => console.log('success') }),
    });
  },
});
