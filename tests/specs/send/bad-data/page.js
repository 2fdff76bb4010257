const bad = [
  {},
  { data: undefined },
  { data: null },
  { data: undefined, isBuffer: true },
  { data: 'A', isBuffer: true },
  { data: 'no base64!', isBuffer: true },
  { data: 'é', isBuffer: true },
];

Page({
  onLoad({ peer }) {
    my.onSocketOpen(() => {
      for (const options of bad) {
        my.sendSocketMessage({
          ...options,
          success: () => console.log('success'),
          fail: (res) => console.log('fail ' + res.error + ' ' + res.errorMessage),
        });
      }
      my.sendSocketMessage({ data: 'good' });
    });
    my.onSocketMessage((res) => {
      console.log(res.data);
      my.closeSocket();
    });
    my.connectSocket({ url: peer + '/echo' });
  },
});
