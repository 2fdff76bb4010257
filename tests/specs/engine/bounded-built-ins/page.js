// What it prints is what Node prints.
'use strict';
const tell = (what, run) => {
  let result;
  try { result = run(); } catch (error) { result = error.name; }
  console.log(what, typeof result === 'string' ? JSON.stringify(result) : result);
};
const counted = (length, more = {}) => ({ get length() { console.log('length is asked for'); return length; }, ...more });

for (const count of [0, 1, 2, 3, 7, '4', 2.9, undefined, NaN, -0, -1, Infinity]) tell(`repeat ${String(count)}`, () => 'aé'.repeat(count));
tell('repeat of nothing', () => ''.repeat(2 ** 30));
tell('repeat of wide text', () => '世😀'.repeat(3));
tell('repeat of null', () => String.prototype.repeat.call(null, 1));
tell('repeat of a number', () => String.prototype.repeat.call(12, 2));

tell('pads', () => ['1'.padStart(3, '0'), 'a'.padEnd(6, 'xyz'), 'abc'.padStart(2), 'abc'.padEnd(5), 'a'.padStart(9, ''), 'é'.padStart(5, '世界'), 'a'.padEnd(NaN), 'a'.padEnd(8, 12)].join('|'));
tell('pad of undefined', () => String.prototype.padEnd.call(undefined, 2));

tell('joins', () => [[1, null, undefined, 'x', [2, [3]], { toString: () => 'o' }].join(), [,,1].join('-'), [].join(), ['a'].join('long'), [1, 2].join(null), [1, 2].join(undefined), [0, '', false].join('')].join('|'));
tell('join of what has a length', () => Array.prototype.join.call(counted(3, { 0: 'a', 2: 'c' }), '+'));
tell('join of a text', () => Array.prototype.join.call('abc'));
tell('join of a proxy', () => new Proxy([1, 2], {}).join('/'));
tell('join of itself', () => { const list = [1]; list.push(list, 2); return list.join(); });
tell('join of a symbol', () => [Symbol('s')].join());
tell('toString', () => `${[1, [2, 3]]}`);

const sees = function (...given) { return [this, given.length, ...given]; };
tell('apply', () => sees.apply('me', [1, , 3]));
tell('apply with nothing', () => sees.apply());
tell('apply with null', () => sees.apply(1, null));
tell('apply with what has a length', () => sees.apply(1, counted(2, { 0: 'a', 1: 'b' })));
tell('apply with typed', () => String.fromCharCode.apply(null, new Uint8Array([104, 105])));
tell('apply with a text', () => sees.apply(1, 'abc'));
tell('apply with many', () => Math.max.apply(null, new Array(60000).fill(7)));
tell('spreading many', () => ((...given) => given.length)(...new Array(60000)));
tell('apply of no function', () => Function.prototype.apply.call({}, 1, []));
tell('apply that throws', () => (() => { throw new SyntaxError('x'); }).apply(null, []));
tell('Reflect.apply', () => Reflect.apply(sees, 'me', [1]));
tell('Reflect.apply without a list', () => Reflect.apply(sees, 'me'));
tell('Reflect.apply of no function', () => Reflect.apply(1, 2, []));
class Base { constructor(...given) { this.given = given; this.kind = new.target.name; } }
class Derived extends Base {}
tell('Reflect.construct', () => { const { given, kind } = Reflect.construct(Base, [1, 2]); return [given, kind]; });
tell('Reflect.construct with a target', () => { const made = Reflect.construct(Base, [1], Derived); return [made.kind, made instanceof Derived]; });
tell('Reflect.construct with undefined', () => Reflect.construct(Base, [], undefined));
tell('Reflect.construct of no constructor', () => Reflect.construct(() => {}, []));

tell('sort', () => [3, 20, 100, undefined, 'b', 'B', , null, -1, { toString: () => '15' }].sort());
tell('sort of texts', () => ['é', 'z', '世', '😀', '\uffff', ''].sort().join());
tell('sort with undefined', () => [2, 10, 1].sort(undefined));
tell('sort with null', () => [1].sort(null));
tell('toSorted', () => { const list = [3, , 1, 20]; return [list.toSorted(), list]; });
tell('sort of a symbol', () => [Symbol('s'), 1].sort());
tell('sort of what has a length', () => JSON.stringify(Array.prototype.sort.call({ length: 3, 0: 'c', 2: 'a' })));
tell('typed sort', () => new Float64Array([3, NaN, -0, 0, -5]).sort());
for (const [holder, names] of [[String.prototype, ['repeat', 'padStart', 'padEnd']], [Array.prototype, ['join', 'sort']], [Function.prototype, ['apply']], [Reflect, ['apply', 'construct']]]) {
  for (const name of names) {
    const { writable, enumerable, configurable, value } = Object.getOwnPropertyDescriptor(holder, name);
    console.log(value.name, value.length, writable, enumerable, configurable, 'prototype' in value);
  }
}
if (typeof Page !== 'undefined') Page({});
