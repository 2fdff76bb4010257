Page({
  onLoad({ peer }) {
    const listener = (name) => (res) => {
      console.log(name + ' ' + res.data);
      Promise.resolve()
        .then(() => {})
        .then(() => console.log('  promise job of ' + name + ' ' + res.data));
    };
    my.onSocketMessage(listener('a'));
    my.onSocketMessage(listener('b'));
    // Both frames are in one write of the server.
    my.connectSocket({ url: peer + '/fault/frame/long-form?before=first' });
    my.onSocketMessage((res) => res.data === 'short' && my.closeSocket());
  },
});
