import { decode, encode, join } from '../../lib/packet';
import { toBuffer } from '../../lib/base64';

const HELLO = 1;
const POINTS = 2;
const BYE = 0xffff;

Page({
  onLoad({ server }) {
    my.onSocketOpen(() => {
      my.sendSocketMessage({ data: encode(HELLO, [104, 105]) });
      // Two packets in one message, as a view into a larger buffer.
      const both = join(encode(POINTS, [1, 2, 3, 250]), encode(BYE, []));
      my.sendSocketMessage({ data: new Uint8Array(both, 0) });
    });
    my.onSocketMessage(({ data, isBuffer }) => {
      const buffer = typeof data === 'string' ? toBuffer(data) : data;
      console.log('message of', buffer.byteLength, 'bytes', isBuffer);
      for (const { type, body } of decode(buffer)) {
        console.log('packet', type, Array.from(body));
        if (type === BYE) my.closeSocket({ code: 4000, reason: 'done' });
      }
    });
    my.onSocketClose(({ code }) => console.log('closed with', code));
    my.connectSocket({ url: server });
  },
});
