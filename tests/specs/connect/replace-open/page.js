Page({
  onLoad({ peer }) {
    let old = true;
    my.onSocketOpen(() => console.log('open'));
    my.onSocketMessage((res) => {
      console.log(res.data);
      if (old) {
        old = false;
        // More messages of the old connection are on their way, or here already.
        my.connectSocket({ url: peer + '/push?n=2&text=new&close=4001', success: () => console.log('success') });
      }
    });
    my.onSocketError((res) => console.log('error ' + res.error));
    my.onSocketClose((res) => console.log('close ' + res.code));
    my.connectSocket({ url: peer + '/push?n=1000&text=old', success: () => console.log('success') });
  },
});
