// Talks to a server in every way that a server of good will has, and tells what it sees. `server` is its url.
const text = (length) => 'abcdefghijklmnopqrstuvwxyz'.repeat(Math.ceil(length / 26)).slice(0, length);

const bytes = (length) => {
  const array = new Uint8Array(length);
  for (let i = 0; i < length; i++) array[i] = (i * 7) & 255;
  return array.buffer;
};

// What is sent once the connection is open; how many messages must have come before the page closes, with what. Where it does
// not close, the server does.
const SCENARIOS = [
  { path: '/echo', send: ['hello', '', 'é😀\0', text(125), text(126), text(65535), text(65536)], close: {} },
  { path: '/echo', send: [bytes(0), bytes(1), bytes(125), bytes(126), bytes(65535), bytes(65536)], close: {} },
  { path: '/echo', send: [text(1 << 20), bytes(300000), 'after'], close: { code: 4000, reason: 'enough' } },
  { path: '/pieces', send: ['a message in pieces', 'é😀'.repeat(20)], close: { code: 3000 } },
  { path: '/pieces', send: [bytes(100)], close: { code: 4999, reason: text(123) } },
  { path: '/ping', send: ['ping me'], close: { code: 1000, reason: 'é' } },
  { path: '/protocol?protocol=v1', protocols: ['v2', 'v1'], send: ['x'], close: {} },
  { path: '/protocol?protocol=', protocols: ['v2', 'v1'], send: ['x'], close: {} },
  { path: '/protocol?protocol=v1', protocols: [], send: ['x'], close: {} },
  { path: '/echo', send: ['sent', 'and closed', bytes(3)], after: 0, close: { code: 4001, reason: 'at once' } },
  { path: '/echo', send: [], after: 0, close: { code: 4002 } },
  ...[[1000, ''], [1001, 'away'], [1011, 'error'], [3000, ''], [4000, 'bye é'], [4999, text(123)]].map(([code, reason]) => ({
    path: `/close?code=${code}&reason=${encodeURIComponent(reason)}&after=1`,
    send: ['close'],
  })),
  ...[401, 403, 404, 426, 500, 503].map((status) => ({ path: `/refuse?status=${status}&body=no`, send: [] })),
  // More than the servers take.
  { path: '/echo', send: [text((2 << 20) + 1)] },
  { path: '/echo', data: { q: 'ä&b', n: 1 }, header: { 'X-Name': 'value' }, send: ['last'], close: {} },
];

const shown = (value) => {
  const whole = JSON.stringify(value, (_, part) =>
    typeof part === 'string' && part.length > 200 ? `${part.slice(0, 40)}… (${part.length})` : part,
  );
  // The server's port is its own.
  return whole.replace(/127\.0\.0\.1:\d+/g, 'server');
};

Page({
  onLoad({ server }) {
    let index = -1;
    let received = 0;
    let sent = [];
    const tell = (what, value) => console.log(index, what, shown(value));
    const maybeClose = () => {
      const { send, close, after = send.length } = SCENARIOS[index];
      if (close && received === after) my.closeSocket({ ...close, complete: (res) => tell('closing', res) });
    };
    const next = () => {
      index++;
      received = 0;
      const scenario = SCENARIOS[index];
      if (!scenario) return console.log('done');
      const { path, protocols, data, header } = scenario;
      sent = [...scenario.send];
      my.connectSocket({ url: server + path, protocols, data, header, complete: (res) => tell('connecting', res) });
    };
    my.onSocketOpen((res) => {
      // Servers add headers of their own.
      tell('open', { ...res, header: res.header?.['Sec-WebSocket-Protocol'] });
      for (const data of sent) my.sendSocketMessage({ data, complete: (res) => tell('sent', res) });
      maybeClose();
    });
    my.onSocketMessage((res) => {
      const { isBuffer, data } = res;
      const of = sent[received++];
      tell('message', res);
      tell('is what was sent', typeof of === 'string' ? !isBuffer && of === data : my.arrayBufferToBase64(of) === data);
      maybeClose();
    });
    my.onSocketError((res) => tell('error', res));
    my.onSocketClose((res) => {
      tell('close', res);
      // What comes after the end of a connection would be seen here.
      setTimeout(next, 10);
    });
    next();
  },
});
