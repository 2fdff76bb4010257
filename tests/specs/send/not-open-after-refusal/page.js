Page({
  onLoad({ peer }) {
    const send = (when) =>
      my.sendSocketMessage({ data: 'x', fail: (res) => console.log(when + ': fail ' + res.error) });
    my.onSocketError(() => send('in onSocketError'));
    my.onSocketClose(() => send('in onSocketClose'));
    my.connectSocket({ url: peer + '/refuse' });
  },
});
