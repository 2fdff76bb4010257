const http = require('http');
const { Server } = require('socket.io-4');
const server = http.createServer();
const io = new Server(server);
io.use((socket, next) => next(socket.handshake.auth.token === 't' ? undefined : new Error('no token')));
io.on('connection', (socket) => {
  socket.on('sum', (a, b, answer) => answer({ sum: a + b }));
  socket.on('reverse', (bytes, answer) => answer(Buffer.from(bytes).reverse()));
  socket.on('drop', () => socket.conn.transport.socket.terminate());
});
io.of('/chat').on('connection', (socket) => socket.on('say', (text) => io.of('/chat').emit('said', text)));
server.listen(0, '127.0.0.1', () => console.log('LISTENING ' + server.address().port));
