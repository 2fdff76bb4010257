const bytes = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8);

Page({
  onLoad({ peer }) {
    const messages = [
      { data: 'text, 世界 🌍' },
      { data: '' },
      { data: 'AQID', isBuffer: true },
      { data: 'AQID', isBuffer: 1 },
      { data: 'AQID', isBuffer: false },
      { data: '', isBuffer: true },
      { data: bytes.buffer },
      { data: bytes.subarray(2, 5) },
      { data: new Uint16Array(bytes.buffer, 4, 1) },
      { data: new DataView(bytes.buffer, 6) },
      { data: bytes.buffer, isBuffer: true },
      { data: new ArrayBuffer(0) },
    ];
    let left = messages.length;
    my.onSocketOpen(() => {
      for (const options of messages) {
        my.sendSocketMessage({ ...options, fail: (res) => console.log('fail ' + res.error + ' ' + res.errorMessage) });
      }
    });
    my.onSocketMessage((res) => {
      console.log((res.isBuffer ? 'binary ' : 'text ') + JSON.stringify(res.data));
      left -= 1;
      if (left === 0) my.closeSocket();
    });
    my.connectSocket({ url: peer + '/echo' });
  },
});
