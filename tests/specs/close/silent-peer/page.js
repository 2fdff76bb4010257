Page({
  onLoad({ peer }) {
    let since;
    my.onSocketOpen(() => {
      since = Date.now();
      my.closeSocket({ code: 4001, success: () => console.log('success') });
    });
    my.onSocketError((res) => console.log('error ' + res.error));
    my.onSocketClose((res) => {
      const seconds = (Date.now() - since) / 1000;
      console.log('close ' + res.code + ' after the 3 s, and not long after: ' + (seconds >= 2.99 && seconds < 10));
    });
    my.connectSocket({ url: peer + '/fault/close/no-reply' });
  },
});
