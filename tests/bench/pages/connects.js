// Connects n times in sequence: the next connection starts when the last one is closed. query: base, n
Page({
  onLoad(query) {
    const n = Number(query.n);
    const start = Date.now();
    let opened = 0;
    let closed = 0;
    const connect = () => my.connectSocket({ url: query.base + '/echo' });
    my.onSocketOpen(() => {
      opened += 1;
      my.closeSocket();
    });
    my.onSocketClose(() => {
      closed += 1;
      if (opened !== closed) throw new Error('connection ' + closed + ' was closed but never open');
      if (closed < n) {
        connect();
        return;
      }
      console.log(JSON.stringify({ w: 'connects', n, ms: Date.now() - start }));
      my.exitMiniProgram();
    });
    my.onSocketError((error) => {
      console.log(JSON.stringify({ w: 'connects', n, error }));
      my.exitMiniProgram();
    });
    connect();
  },
});
