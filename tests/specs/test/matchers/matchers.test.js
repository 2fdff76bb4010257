class Thing { constructor(name) { this.name = name; } }

const good = [
  [() => expect(NaN).toBe(NaN), 'toBe is Object.is'],
  [() => expect(0).not.toBe(-0), 'zeros differ'],
  [() => expect({ a: undefined, b: [1, , 3] }).toEqual({ b: [1, undefined, 3] }), 'undefined members do not count'],
  [() => expect({ a: undefined }).not.toStrictEqual({}), 'but for toStrictEqual'],
  [() => expect(new Thing('a')).not.toStrictEqual({ name: 'a' }), 'where classes count, too'],
  [() => expect(new Map([['a', { b: 1 }]])).toEqual(new Map([['a', { b: 1 }]])), 'maps'],
  [() => expect(new Set([1, { a: 1 }])).toEqual(new Set([{ a: 1 }, 1])), 'sets have no order'],
  [() => expect(new Date(5)).toEqual(new Date(5)), 'dates'],
  [() => expect(/a/g).not.toEqual(/a/i), 'patterns'],
  [() => expect(new Uint8Array([1, 2])).toEqual(new Uint8Array([1, 2])), 'bytes'],
  [() => expect(new Uint8Array([1, 2]).buffer).not.toEqual(new Uint8Array([1, 3]).buffer), 'other bytes'],
  [() => expect(new Error('x')).toEqual(new Error('x')), 'errors'],
  [() => { const a = {}; a.a = a; const b = {}; b.a = b; expect(a).toEqual(b); }, 'cycles'],
  [() => expect({ a: 1, b: { c: 2, d: 3 } }).toMatchObject({ b: { c: 2 } }), 'a part'],
  [() => expect({ a: [1, 2] }).not.toMatchObject({ a: [1] }), 'but arrays whole'],
  [() => expect('hello').toMatch(/l+/), 'a pattern'],
  [() => expect('hello').toContain('ell'), 'a part of a text'],
  [() => expect([1, 2]).toContain(2), 'an item'],
  [() => expect([{ a: 1 }]).toContainEqual({ a: 1 }), 'an equal item'],
  [() => expect('abc').toHaveLength(3), 'a length'],
  [() => expect({ a: { b: [5] } }).toHaveProperty('a.b[0]', 5), 'a path'],
  [() => expect(0.1 + 0.2).toBeCloseTo(0.3), 'close'],
  [() => expect([]).toBeInstanceOf(Array), 'an instance'],
  [() => expect(() => { throw new TypeError('odd thing'); }).toThrow(TypeError), 'a class of errors'],
  [() => expect(() => { throw new TypeError('odd thing'); }).toThrow(/odd/), 'a message'],
  [() => expect({ at: 5, name: 'x' }).toEqual({ at: expect.any(Number), name: expect.stringMatching(/x/) }), 'any'],
  [() => expect([1, 2, 3]).toEqual(expect.arrayContaining([3, 1])), 'some items'],
  [() => expect({ a: 1, b: 2 }).toEqual(expect.objectContaining({ a: 1 })), 'some members'],
  [() => expect({ a: 1 }).toEqual({ a: expect.not.stringContaining('x') }), 'not.…'],
  [() => expect(null).toBeNull(), 'null'],
  [() => expect(3).toBeGreaterThan(2), 'greater'],
];
test.each(good)('%#: $1', (run) => run());
test.each([
  [() => expect(1).toBe(2), 'expect(1).toBe(2)'],
  [() => expect('a').not.toBe('a'), 'expect("a").not.toBe("a")'],
  [() => expect(undefined).toBeDefined(), 'expect(undefined).toBeDefined()'],
  [() => expect([1]).toHaveLength(2), '(length 1)'],
  [() => expect(() => {}).toThrow(), 'threw nothing'],
  [() => expect(5).toMatch('x'), 'toMatch: the value is no string'],
  [() => expect({}).toHaveBeenCalled(), 'is no mock function'],
])('fails: %#', (run, text) => {
  let message;
  try { run(); } catch (error) { message = error.message; }
  expect(message).toContain(text);
});
test('promises', async () => {
  await expect(Promise.resolve({ a: 1 })).resolves.toEqual({ a: 1 });
  await expect(Promise.reject(new Error('no'))).rejects.toThrow('no');
  await expect(Promise.resolve(1)).resolves.not.toBe(2);
});
