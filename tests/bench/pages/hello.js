// Connect, say one thing, hear it back, exit. The driver measures the whole process; `ms` is only the page's share.
// query: base
Page({
  onLoad(query) {
    const w = query.base.startsWith('wss:') ? 'hello_wss' : 'hello';
    const start = Date.now();
    my.onSocketOpen(() => my.sendSocketMessage({ data: 'hi' }));
    my.onSocketMessage((message) => {
      if (message.data !== 'hi') throw new Error('the echo differs: ' + message.data);
      console.log(JSON.stringify({ w, n: 1, ms: Date.now() - start }));
      my.exitMiniProgram();
    });
    my.onSocketError((error) => {
      console.log(JSON.stringify({ w, n: 1, error }));
      my.exitMiniProgram();
    });
    my.connectSocket({ url: query.base + '/echo' });
  },
});
