const send = (when) =>
  my.sendSocketMessage({
    data: when,
    success: () => console.log(when + ': success'),
    fail: (res) => console.log(when + ': fail ' + res.error + ' ' + res.errorMessage),
  });

Page({
  onLoad({ peer }) {
    let byPeer = false;
    send('before connectSocket');
    my.onSocketOpen(() => {
      if (byPeer) return;
      my.closeSocket();
      send('after closeSocket');
    });
    my.onSocketClose(() => {
      send('in onSocketClose, closed by the ' + (byPeer ? 'peer' : 'page'));
      if (!byPeer) my.connectSocket({ url: peer + '/close' });
      byPeer = true;
    });
    my.onSocketMessage((res) => console.log('sent all the same: ' + res.data));
    my.connectSocket({ url: peer + '/echo', success: () => send('in success') });
    send('after connectSocket');
  },
});
