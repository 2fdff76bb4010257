// The service is a socket.io 2 server; these are its answers, as far as this scenario needs them
const http = require('http');
const server = http.createServer();
const io = require('socket.io')(server);
const granted = { resultCode: 200, code: 200, sid: 's', mD: {}, enablePublish: true, enableSubscribe: true };
io.on('connection', (socket) => {
  socket.on('authorize', (_, answer) => answer(granted));
  socket.on('subscribe', ({ channels }, answer) => { channels.forEach((channel) => socket.join(channel)); answer({ resultCode: 200 }); });
  socket.on('publish', ({ channel, content }, answer) => {
    answer({ resultCode: 200 });
    io.to(channel).emit('message', { i: '1', t: Date.now(), n: channel, c: content });
  });
  socket.on('manualDisconnect', (_, answer) => answer({ resultCode: 200 }));
});
server.listen(0, '127.0.0.1', () => console.log('LISTENING ' + server.address().port));
