// Sends n texts of 32 characters in one turn, then END; done when the server has told how many arrived. query: base, n
Page({
  onLoad(query) {
    const n = Number(query.n);
    const text = 'x'.repeat(32);
    let start;
    my.onSocketOpen(() => {
      start = Date.now();
      for (let sent = 0; sent < n; sent += 1) my.sendSocketMessage({ data: text });
      my.sendSocketMessage({ data: 'END' });
    });
    my.onSocketMessage((message) => {
      const expected = n + ' ' + n * 32;
      if (message.data !== expected) throw new Error('the server counted ' + message.data + ', not ' + expected);
      console.log(JSON.stringify({ w: 'burst_up', n, ms: Date.now() - start }));
      my.closeSocket();
    });
    my.onSocketClose(() => my.exitMiniProgram());
    my.onSocketError((error) => {
      console.log(JSON.stringify({ w: 'burst_up', n, error }));
      my.exitMiniProgram();
    });
    my.connectSocket({ url: query.base + '/sink' });
  },
});
