const offers = (peer) => [
  { url: peer + '/echo', protocols: ['v1', 'v2'] },
  { url: peer + '/echo?protocol=v2', protocols: ['v1', 'v2'] },
  { url: peer + '/echo', protocols: 'v3' },
  { url: peer + '/echo', header: { 'Sec-WebSocket-Protocol': 'v4, v5' } },
  { url: peer + '/echo?protocol=v5', protocols: ['v4'], header: { 'sec-websocket-protocol': 'v5' } },
  { url: peer + '/echo', protocols: ['v6'], header: { 'Sec-WebSocket-Protocol': 'v6' } },
  { url: peer + '/echo' },
];

Page({
  onLoad({ peer }) {
    const left = offers(peer);
    const next = () => {
      const options = left.shift();
      if (options) my.connectSocket({ ...options, fail });
    };
    const fail = (res) => {
      console.log('fail ' + res.error + ' ' + res.errorMessage);
      next();
    };
    my.onSocketOpen(({ header }) => {
      const name = Object.keys(header).find((key) => key.toLowerCase() === 'sec-websocket-protocol');
      console.log(name ? header[name] : 'none');
      my.closeSocket();
    });
    my.onSocketError((res) => console.log(res.error + ' ' + res.errorMessage));
    my.onSocketClose(next);
    next();
  },
});
