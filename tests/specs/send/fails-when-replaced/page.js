Page({
  onLoad({ peer }) {
    let first = true;
    my.onSocketOpen(() => {
      console.log('open');
      if (!first) return my.closeSocket();
      first = false;
      for (const data of ['a', 'b']) {
        my.sendSocketMessage({
          data,
          success: () => console.log(data + ': success'),
          fail: (res) => console.log(data + ': fail ' + res.error + ' ' + res.errorMessage),
          complete: (res) => console.log(data + ': complete ' + res.error),
        });
      }
      my.connectSocket({ url: peer + '/echo' });
    });
    my.onSocketMessage((res) => console.log('of the old connection: ' + res.data));
    my.onSocketClose((res) => console.log('close ' + res.code));
    my.connectSocket({ url: peer + '/echo' });
  },
});
