const shared = { s: 1 };
const bytes = new Uint8Array([1, 2, 3, 4]);
const data = {
  date: new Date(0), map: new Map([[shared, new Set([1])]]), list: [1, , 3], regexp: /a/gi, shared,
  part: bytes.subarray(1, 3), whole: bytes, boxed: new Number(3), big: 10n, nothing: undefined, error: new RangeError('r'),
};
data.self = data;
const copy = structuredClone(data);
console.log(copy);
console.log(copy.self === copy, copy.shared !== shared, [...copy.map.keys()][0] === copy.shared);
console.log(copy.part.buffer === copy.whole.buffer, copy.whole.buffer !== bytes.buffer, copy.error instanceof RangeError);
for (const wrong of [() => {}, Symbol('x'), { f() {} }]) {
  try {
    structuredClone(wrong);
  } catch (error) {
    console.log(error.name, error.message);
  }
}
let deep = [];
for (let i = 0; i < 5000; i++) deep = [deep];
console.log(structuredClone(deep).length);
