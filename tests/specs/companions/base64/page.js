Page({
  onLoad() {
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
    const text = my.arrayBufferToBase64(bytes.buffer);
    const back = new Uint8Array(my.base64ToArrayBuffer(text));
    console.log(text.length, back.length, back.every((byte, index) => byte === index));
    console.log(my.arrayBufferToBase64(bytes.subarray(1, 4)), my.arrayBufferToBase64(new ArrayBuffer(0)) === '');
    console.log(my.base64ToArrayBuffer('AQI'), my.base64ToArrayBuffer(' AQ I=\n').byteLength);
    for (const wrong of [undefined, null, 'A*', 5, {}]) console.log(my.base64ToArrayBuffer(wrong).byteLength);
    for (const wrong of [undefined, 'AQI=', {}, [1]]) console.log(JSON.stringify(my.arrayBufferToBase64(wrong)));
  },
});
