// An app as it is published: its url is its own, and the policy that it would meet in production holds.
Page({
  onLoad() {
    my.onSocketOpen(() => my.sendSocketMessage({ data: 'over the map' }));
    my.onSocketMessage((res) => {
      console.log(res.data);
      my.closeSocket();
    });
    my.onSocketClose((res) => {
      console.log('closed with', res.code);
      my.connectSocket({
        url: 'ws://prod.example/echo',
        fail: (res) => console.log('not mapped, and refused by the policy:', res.error),
      });
    });
    my.connectSocket({ url: 'wss://prod.example/live', data: { path: '/a b' } });
  },
});
