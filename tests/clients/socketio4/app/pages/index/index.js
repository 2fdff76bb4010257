// socket.io-client 4 as it comes from node_modules, over SocketTasks: acknowledgements, binary, a namespace, reconnection
import WebSocket from '../../lib/web-socket';

// It looks for the class when it is loaded.
globalThis.WebSocket = WebSocket;
const { io } = require('socket.io-client');

Page({
  onLoad(query) {
    const url = 'http://127.0.0.1:' + query.port;
    const socket = io(url, { transports: ['websocket'], reconnectionDelay: 20, auth: { token: 't' } });
    let connects = 0;
    socket.on('connect', async () => {
      connects += 1;
      console.log(`OUT connect ${connects} ${typeof socket.id} ${socket.io.engine.transport.name}`);
      if (connects === 2) return socket.disconnect();
      console.log('OUT ack ' + JSON.stringify(await socket.timeout(5000).emitWithAck('sum', 2, 3)));
      const answer = await socket.emitWithAck('reverse', new Uint8Array([1, 2, 3]));
      console.log(`OUT binary ${answer instanceof ArrayBuffer} ${new Uint8Array(answer)}`);
      const chat = io(url + '/chat', { transports: ['websocket'], auth: { token: 't' } });
      chat.on('said', (text) => {
        console.log('OUT chat ' + text);
        chat.disconnect();
        socket.emit('drop');
      });
      chat.emit('say', 'héllo 世界');
    });
    socket.on('connect_error', (error) => console.log('OUT FAILED ' + error.message));
    socket.on('disconnect', (reason) => {
      console.log('OUT disconnect ' + reason);
      if (connects === 2) setTimeout(() => console.log('OUT done'), 100);
    });
  },
});
