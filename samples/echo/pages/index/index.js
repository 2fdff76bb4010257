// Sends a text, base64 and an ArrayBuffer to an echo server, and closes when all came back.
const { toHex } = require('../../lib/hex');

Page({
  data: { received: [] },

  onLoad(query) {
    my.onSocketOpen(() => {
      console.log('open');
      my.sendSocketMessage({ data: 'hello, 世界' });
      my.sendSocketMessage({ data: 'AQID/w==', isBuffer: true });
      my.sendSocketMessage({
        data: new Uint8Array([4, 5, 6]).buffer,
        success: () => console.log('sent all'),
      });
    });
    my.onSocketMessage((res) => this.onMessage(res));
    my.onSocketError((res) => console.error('error ' + res.error + ': ' + res.errorMessage));
    my.onSocketClose((res) => console.log('closed with ' + res.code));

    my.connectSocket({
      url: query.server,
      success: () => console.log('connecting'),
      fail: (res) => console.error(res.errorMessage),
    });
  },

  onMessage(res) {
    console.log(res.isBuffer ? 'binary ' + toHex(res.data) : 'text ' + res.data);
    this.setData({ ['received[' + this.data.received.length + ']']: res.data });
    if (this.data.received.length === 3) {
      my.closeSocket({ code: 1000, reason: 'done' });
    }
  },

  onUnload() {
    console.log('unloaded after ' + this.data.received.length + ' messages');
  },
});
