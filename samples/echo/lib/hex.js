const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

// The bytes that a base64 text stands for, as hexadecimal digits.
exports.toHex = function (base64) {
  let bits = '';
  for (const character of base64.replace(/=+$/, '')) {
    bits += ALPHABET.indexOf(character).toString(2).padStart(6, '0');
  }
  const bytes = bits.match(/.{8}/g) || [];
  return bytes.map((byte) => parseInt(byte, 2).toString(16).padStart(2, '0')).join(' ');
};
