Page({
  onLoad() {
    my.onSocketError((res) => console.log('error', res));
    my.onSocketClose((res) => console.log('close', res));
    my.connectSocket({ url: 'wss://example.com/chat', success: () => console.log('success'), fail: console.log });
  },
});
