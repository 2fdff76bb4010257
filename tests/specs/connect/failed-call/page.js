Page({
  onLoad({ peer }) {
    my.onSocketOpen(() => {
      console.log('open');
      my.connectSocket({
        url: 'http://h',
        fail: (res) => {
          console.log('fail ' + res.error);
          my.sendSocketMessage({ data: 'still here' });
        },
      });
    });
    my.onSocketMessage((res) => {
      console.log(res.data);
      my.closeSocket();
    });
    my.onSocketClose((res) => console.log('close ' + res.code));
    my.connectSocket({ url: peer + '/echo' });
  },
});
