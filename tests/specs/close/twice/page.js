Page({
  onLoad({ peer }) {
    my.onSocketOpen(() => {
      my.closeSocket({ code: 4001, success: () => console.log('first success') });
      my.closeSocket({ code: 4002, success: () => console.log('second success') });
    });
    my.onSocketClose((res) => console.log('close ' + res.code));
    my.connectSocket({ url: peer + '/echo' });
  },
});
