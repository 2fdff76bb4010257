for (const Kind of [Uint8Array, Int16Array, Uint32Array, BigUint64Array]) {
  const all = new Kind(64);
  const part = all.subarray(8, 40);
  const same = crypto.getRandomValues(part) === part;
  const changed = all.filter((value) => value !== all[0]).length > 16;
  console.log(Kind.name, same, changed, all.slice(0, 8).every((value) => !value), all.slice(40).every((value) => !value));
}
console.log(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(crypto.randomUUID()), crypto.randomUUID() !== crypto.randomUUID());
console.log(typeof crypto.subtle, window.crypto === crypto);
for (const wrong of [new Float32Array(2), new Uint8Array(65537), [1], undefined, new DataView(new ArrayBuffer(1))]) {
  try {
    crypto.getRandomValues(wrong);
  } catch (error) {
    console.log(error.name, error.message);
  }
}
document.addEventListener('freeze', () => {});
