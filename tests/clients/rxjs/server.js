// The first connection breaks after its first message; others double numbers
const { WebSocketServer } = require('ws');
const server = new WebSocketServer({ host: '127.0.0.1', port: 0 }, () => console.log('LISTENING ' + server.address().port));
server.on('connection', (socket, request) => socket.on('message', (data) => {
  if (request.url === '/1') return socket.terminate();
  socket.send(JSON.stringify({ twice: JSON.parse(data).n * 2 }));
}));
