// A WebSocket class over the SocketTasks of my.connectSocket, as applications write one for libraries that take a class.
class WebSocket {
  constructor(url, protocols) {
    this.url = url;
    this.readyState = WebSocket.CONNECTING;
    this.protocol = '';
    this.extensions = '';
    this.binaryType = 'arraybuffer';
    this.bufferedAmount = 0;
    this.listeners = {};
    this.task = my.connectSocket({
      url,
      protocols: protocols ? [].concat(protocols) : [],
      multiple: true,
      fail: (result) => this.ended(1006, result.errorMessage),
    });
    this.task.onOpen(({ data }) => {
      const header = data.header || {};
      const name = Object.keys(header).find((key) => key.toLowerCase() === 'sec-websocket-protocol');
      this.protocol = name ? header[name] : '';
      this.readyState = WebSocket.OPEN;
      this.fire('open', {});
    });
    this.task.onMessage(({ data }) => {
      const isBase64 = data.isBuffer && typeof data.data === 'string';
      this.fire('message', { data: isBase64 ? my.base64ToArrayBuffer(data.data) : data.data });
    });
    this.task.onError(({ errorMessage }) => this.fire('error', { message: errorMessage }));
    this.task.onClose(({ data }) => this.ended(data.code, data.reason));
  }

  send(data) {
    this.task.send({ data: ArrayBuffer.isView(data) ? data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength) : data });
  }

  close(code = 1000, reason = '') {
    if (this.readyState > WebSocket.OPEN) return;
    this.readyState = WebSocket.CLOSING;
    this.task.close({ code, reason });
  }

  addEventListener(type, listener) {
    (this.listeners[type] = this.listeners[type] || []).push(listener);
  }

  removeEventListener(type, listener) {
    this.listeners[type] = (this.listeners[type] || []).filter((other) => other !== listener);
  }

  ended(code, reason) {
    if (this.readyState === WebSocket.CLOSED) return;
    this.readyState = WebSocket.CLOSED;
    this.fire('close', { code, reason, wasClean: code !== 1006 });
  }

  fire(type, event) {
    Object.assign(event, { type, target: this });
    if (this[`on${type}`]) this[`on${type}`](event);
    (this.listeners[type] || []).slice().forEach((listener) => listener.call(this, event));
  }
}
['CONNECTING', 'OPEN', 'CLOSING', 'CLOSED'].forEach((name, state) => {
  WebSocket[name] = WebSocket.prototype[name] = state;
});
module.exports = WebSocket;
