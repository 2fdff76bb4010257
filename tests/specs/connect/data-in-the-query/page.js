Page({
  onLoad({ peer }) {
    my.onSocketMessage((res) => console.log(res.data));
    my.onSocketClose((res) => console.log('close ' + res.code));
    my.connectSocket({
      url: peer + '/push?n=2#fragment',
      data: { text: 'a b&c=d/é+%', size: null, every: undefined, close: 4001 },
    });
  },
});
