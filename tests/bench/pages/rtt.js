// Round trips of a text of 32 characters, one after the other. query: base, n
Page({
  onLoad(query) {
    const n = Number(query.n);
    const text = 'x'.repeat(32);
    let left = n;
    let start;
    my.onSocketOpen(() => {
      start = Date.now();
      my.sendSocketMessage({ data: text });
    });
    my.onSocketMessage((message) => {
      if (message.data !== text) throw new Error('the echo differs: ' + message.data);
      left -= 1;
      if (left > 0) {
        my.sendSocketMessage({ data: text });
        return;
      }
      console.log(JSON.stringify({ w: 'rtt', n, ms: Date.now() - start }));
      my.closeSocket();
    });
    my.onSocketClose(() => my.exitMiniProgram());
    my.onSocketError((error) => {
      console.log(JSON.stringify({ w: 'rtt', n, error }));
      my.exitMiniProgram();
    });
    my.connectSocket({ url: query.base + '/echo' });
  },
});
