Page({
  onLoad(query) {
    console.log(JSON.stringify(query));
    my.connectSocket({ url: 'ws://127.0.0.1:1/', fail: (res) => console.log('fail ' + res.error), success: () => console.log('success') });
    my.closeSocket();
    my.sendSocketMessage({ fail: (res) => console.log('classic: ' + (res.error === 1)) });
  },
});
