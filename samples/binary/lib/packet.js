// A packet: two bytes of type, four of length, both big endian, then the body.
const HEAD = 6;

export function encode(type, body) {
  const packet = new ArrayBuffer(HEAD + body.length);
  const view = new DataView(packet);
  view.setUint16(0, type);
  view.setUint32(2, body.length);
  new Uint8Array(packet, HEAD).set(body);
  return packet;
}

// All packets of a message: servers may put several into one.
export function* decode(buffer) {
  const view = new DataView(buffer);
  for (let at = 0; at < buffer.byteLength;) {
    const length = view.getUint32(at + 2);
    yield { type: view.getUint16(at), body: new Uint8Array(buffer, at + HEAD, length) };
    at += HEAD + length;
  }
}

export function join(...packets) {
  const all = new Uint8Array(packets.reduce((sum, packet) => sum + packet.byteLength, 0));
  let at = 0;
  for (const packet of packets) {
    all.set(new Uint8Array(packet), at);
    at += packet.byteLength;
  }
  return all.buffer;
}
