const encoder = new TextEncoder();
console.log(encoder.encoding, encoder.encode('é世'), encoder.encode().length);
const into = new Uint8Array(4);
console.log(encoder.encodeInto('aé世', into), into);
console.log(new TextDecoder().decode(new Uint8Array([0xEF, 0xBB, 0xBF, 0xC3, 0xA9])));
console.log(new TextDecoder('utf-8', { ignoreBOM: true }).decode(new Uint8Array([0xEF, 0xBB, 0xBF, 65])).length);
const stream = new TextDecoder();
console.log(stream.decode(new Uint8Array([0xE4, 0xB8]), { stream: true }) + stream.decode(new Uint8Array([0x96])));
console.log(new TextDecoder().decode(new Uint8Array([65, 0xFF, 66])));
try {
  new TextDecoder('utf8', { fatal: true }).decode(new Uint8Array([0xFF]));
} catch (error) {
  console.log(error.name, error.message);
}
console.log(new TextDecoder('utf-16le').decode(new Uint8Array([65, 0, 0x3D, 0xD8, 0, 0xDE]).buffer));
try {
  new TextDecoder('koi8-r');
} catch (error) {
  console.log(error.name, error.message);
}
const view = new DataView(new Uint8Array([1, 65, 66, 1]).buffer, 1, 2);
console.log(new TextDecoder().decode(view));
console.log(btoa('\xff\x00a'), atob(' /w Bh ') === '\xff\x00a', atob('YQ'));
for (const wrong of [() => btoa('世'), () => atob('a'), () => TextEncoder.prototype.encode.call({})]) {
  try {
    wrong();
  } catch (error) {
    console.log(error.name, error.message, error instanceof Error);
  }
}
