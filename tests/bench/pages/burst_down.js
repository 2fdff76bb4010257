// Asks for n texts of 32 characters and counts them until END. query: base, n
Page({
  onLoad(query) {
    const n = Number(query.n);
    let received = 0;
    let start;
    my.onSocketOpen(() => {
      start = Date.now();
      my.sendSocketMessage({ data: 'GO' });
    });
    my.onSocketMessage((message) => {
      if (message.data !== 'END') {
        received += 1;
        return;
      }
      if (received !== n) throw new Error('received ' + received + ' messages, not ' + n);
      console.log(JSON.stringify({ w: 'burst_down', n, ms: Date.now() - start }));
      my.closeSocket();
    });
    my.onSocketClose(() => my.exitMiniProgram());
    my.onSocketError((error) => {
      console.log(JSON.stringify({ w: 'burst_down', n, error }));
      my.exitMiniProgram();
    });
    my.connectSocket({ url: query.base + '/burst', data: { n, size: 32 } });
  },
});
