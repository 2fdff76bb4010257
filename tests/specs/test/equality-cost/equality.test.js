const numbers = (n, make = (i) => i) => Array.from({ length: n }, (_, i) => make(i));

it('sets and maps of primitives are compared in a straight line', () => {
  const forth = numbers(20000);
  const back = [...forth].reverse();
  expect(new Set(forth)).toEqual(new Set(back));
  expect(new Map(forth.map((i) => [`k${i}`, { i }]))).toEqual(new Map(back.map((i) => [`k${i}`, { i }])));
  expect(new Set(forth)).not.toEqual(new Set([...back.slice(1), -1]));
});

// Each object holds the next one twice: as a tree it has 2 ** 60 leaves.
const ladder = (end) => numbers(60).reduce((inner) => ({ left: inner, right: inner }), end);
it('what is shared is compared once', () => {
  expect(ladder({ a: 1 })).toEqual(ladder({ a: 1 }));
  expect(ladder({ a: 1 })).toStrictEqual(ladder({ a: 1 }));
  expect(ladder({ a: 1 })).not.toEqual(ladder({ a: 2 }));
});

it('an item that was tried in vain leaves nothing behind', () => {
  const shared = { x: 1 };
  const other = { x: 1 };
  expect(new Set([{ a: shared, b: 1 }, { a: shared, b: 2 }])).toEqual(new Set([{ a: other, b: 2 }, { a: other, b: 1 }]));
  expect(new Set([{ a: shared, b: 1 }, { a: shared, b: 2 }])).not.toEqual(new Set([{ a: other, b: 2 }, { a: other, b: 2 }]));
  const loop = (end) => { const o = { end }; o.self = o; return o; };
  expect(new Set([loop(1), loop(2)])).toEqual(new Set([loop(2), loop(1)]));
  expect(new Set([loop(1), loop(2)])).not.toEqual(new Set([loop(2), loop(3)]));
});
