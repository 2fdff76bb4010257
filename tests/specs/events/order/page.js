Page({
  onLoad({ peer }) {
    my.onSocketClose((res) => console.log('close ' + res.code));
    my.connectSocket({
      url: peer + '/fault/upgrade/with-frame?text=first&close=4001',
      success: () => {
        console.log('success');
        my.onSocketOpen(() => {
          console.log('open, listener added in success');
          my.onSocketMessage((res) => console.log('message ' + res.data + ', listener added in open'));
        });
      },
    });
  },
});
