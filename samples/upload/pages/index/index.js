const SIZE = 300000;
const CHUNK = 65536;

// Sends a file in pieces, one after the other: the next one when the last one was handed to the network.
Page({
  data: { percent: 0 },

  onLoad({ server }) {
    my.onSocketOpen(() => this.upload());
    my.onSocketMessage(({ data }) => {
      console.log('the server counted', data);
      my.closeSocket();
    });
    my.connectSocket({ url: server });
  },

  async upload() {
    const file = new Uint8Array(SIZE).fill(7);
    for (let at = 0; at < file.length; at += CHUNK) {
      await my.sendSocketMessage({ data: file.subarray(at, at + CHUNK) });
      this.setData({ percent: Math.min(100, Math.round(((at + CHUNK) / file.length) * 100)) });
      console.log(this.data.percent, '%');
    }
    my.sendSocketMessage({ data: 'END' });
  },
});
