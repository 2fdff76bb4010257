Page({
  onLoad({ peer }) {
    const attempts = [
      { header: { 'X-Text': 'a', 'X-Number': 1, 'X-Boolean': true, 'X-Null': null, 'X-Object': { toString: () => 'o' } } },
      { headers: { 'X-Alias': 'a', referer: 'https://example' } },
      { header: { Host: 'evil', Upgrade: 'h2c', Connection: 'close', 'Sec-WebSocket-Key': 'k', 'Sec-WebSocket-Version': 8 } },
      { header: { 'Sec-WebSocket-Extensions': 'permessage-deflate' } },
    ];
    const next = () => {
      const options = attempts.shift();
      if (options) my.connectSocket({ url: peer + '/echo', ...options });
    };
    my.onSocketOpen(() => {
      console.log('open');
      my.closeSocket();
    });
    my.onSocketClose((res) => {
      console.log('close ' + res.code);
      next();
    });
    next();
  },
});
