Page({
  onLoad({ peer }) {
    my.onSocketOpen(() => {
      for (const data of ['a', 'b']) {
        my.sendSocketMessage({
          data,
          success: () => console.log('success ' + data),
          fail: (res) => console.log('fail ' + res.error),
        });
      }
      my.closeSocket({ code: 4001 });
    });
    my.onSocketClose((res) => console.log('close ' + res.code));
    my.connectSocket({ url: peer + '/echo' });
  },
});
