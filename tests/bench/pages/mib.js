// Round trips of 1 MiB of binary, as the API has it: base64 in both directions. query: base, n
Page({
  onLoad(query) {
    const n = Number(query.n);
    // 349,525 groups of three bytes and one byte more are 1,048,576 bytes of 7.
    const base64 = 'BwcH'.repeat(349525) + 'Bw==';
    let left = n;
    let start;
    my.onSocketOpen(() => {
      start = Date.now();
      my.sendSocketMessage({ data: base64, isBuffer: true });
    });
    my.onSocketMessage((message) => {
      if (!message.isBuffer || message.data.length !== base64.length) throw new Error('the echo differs');
      left -= 1;
      if (left > 0) {
        my.sendSocketMessage({ data: base64, isBuffer: true });
        return;
      }
      console.log(JSON.stringify({ w: 'mib', n, ms: Date.now() - start }));
      my.closeSocket();
    });
    my.onSocketClose(() => my.exitMiniProgram());
    my.onSocketError((error) => {
      console.log(JSON.stringify({ w: 'mib', n, error }));
      my.exitMiniProgram();
    });
    my.connectSocket({ url: query.base + '/echo' });
  },
});
