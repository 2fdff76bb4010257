Page({
  onLoad({ peer }) {
    my.onSocketOpen(() => console.log('open'));
    my.onSocketClose((res) => console.log('close ' + res.code));
    my.connectSocket({ url: peer + '/close', method: 'POST' });
  },
});
