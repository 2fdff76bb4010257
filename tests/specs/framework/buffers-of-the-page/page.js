Page({
  onLoad({ peer }) {
    my.onSocketOpen(() => my.sendSocketMessage({ data: Uint8Array.of(7, 8) }));
    my.onSocketMessage(({ data }) => {
      console.log(data instanceof ArrayBuffer, Object.getPrototypeOf(data) === ArrayBuffer.prototype);
      console.log(data.byteLength, new DataView(data).getUint8(1), data.slice(1).byteLength);
      my.closeSocket();
    });
    my.connectSocket({ url: peer + '/echo' });
  },
});
