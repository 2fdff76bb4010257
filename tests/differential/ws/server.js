// The server of npm's ws: what it does is what the routes of the other servers do.
const { WebSocketServer } = require('ws');

const server = new WebSocketServer(
  {
    host: '127.0.0.1',
    port: 0,
    maxPayload: 2 << 20,
    handleProtocols: (protocols, request) => {
      const wanted = query(request).get('protocol');
      return wanted === null ? [...protocols][0] : protocols.has(wanted) && wanted;
    },
    verifyClient: ({ req }, answer) => {
      const status = query(req).get('status');
      if (status) answer(false, Number(status), 'no');
      else answer(true);
    },
  },
  () => console.log('LISTENING ' + server.address().port),
);

const query = (request) => new URL(request.url, 'ws://server').searchParams;
let connections = 0;

server.on('connection', (socket, request) => {
  const number = ++connections;
  const tell = (...what) => console.log(number, ...what);
  const path = request.url.split('?')[0];
  tell('open', request.url, request.headers['x-name'] ?? '-', request.headers['sec-websocket-protocol'] ?? '-');
  socket.on('message', (data, isBinary) => {
    tell(isBinary ? 'binary' : 'text', data.length);
    if (path === '/pieces') {
      const pieces = [];
      for (let at = 0; at < data.length; at += 5) pieces.push(data.subarray(at, at + 5));
      pieces.forEach((piece, index) => socket.send(piece, { binary: isBinary, fin: index === pieces.length - 1 }));
      return;
    }
    if (path === '/ping') socket.ping('are you there?');
    if (path === '/close') socket.close(Number(query(request).get('code')), query(request).get('reason'));
    else socket.send(data, { binary: isBinary });
  });
  socket.on('pong', (data) => tell('pong', data.toString()));
  // It is told to the client by a close frame; without a listener it would end the server.
  socket.on('error', () => {});
  socket.on('close', (code, reason) => tell('close', code, reason.length));
});

process.on('SIGTERM', () => server.close());
