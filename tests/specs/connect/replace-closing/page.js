Page({
  onLoad({ peer }) {
    let old = true;
    my.onSocketOpen(() => {
      console.log('open');
      if (!old) return;
      old = false;
      my.closeSocket({ code: 4002 });
      my.connectSocket({ url: peer + '/close?code=4001' });
    });
    my.onSocketError((res) => console.log('error ' + res.error));
    my.onSocketClose((res) => console.log('close ' + res.code));
    // The peer never answers a close frame: only the replacing can end this connection at once.
    my.connectSocket({ url: peer + '/fault/close/no-reply' });
  },
});
