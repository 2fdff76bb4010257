// What JSON.parse and JSON.stringify do with texts and values that are hard to get right.
const show = (value) => {
  if (typeof value === 'string') return quote(value);
  if (Object.is(value, -0)) return '-0';
  if (Array.isArray(value)) return `[${value.map(show).join(' ')}]`;
  if (value && typeof value === 'object') {
    return `{${Object.keys(value).map((key) => `${quote(key)}=${show(value[key])}`).join(' ')}}`;
  }
  return String(value);
};
const quote = (text) => {
  let out = '';
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    out += unit > 32 && unit < 127 ? text[at] : `<${unit.toString(16)}>`;
  }
  return `'${out}'`;
};
const attempt = (label, work) => {
  let result;
  try { result = show(work()); } catch (error) { result = error.name; }
  console.log(`${label} -> ${result}`);
};

for (const text of [
  'null', 'true', 'false', '0', '-0', '1', '-1', '123456789', '1234567890', '2147483647', '2147483648', '-2147483648',
  '-2147483649', '9007199254740993', '0.1', '-0.0', '1e3', '1E+3', '1e-3', '1.5e300', '1e999', '-1e999', '5e-324',
  '1e-999', '123456789012345678901234567890', '00', '01', '-', '+1', '.5', '5.', '1e', '1e+', '0x10', '1_000', 'NaN',
  'Infinity', '-Infinity', 'undefined', 'nul', 'nulll', 'True', '', ' ', '\ufeff1', '\u00a01', '\u20281', '\t\n\r 1 \t\n\r',
  '\v1', '\f1', '""', '"a"', "'a'", '"a', 'a"', '"\t"', '"\n"', '"\u0000"', '"\u001f"', '"\u007f"', '"\u2028"', '"é"', '"世界"',
  '"\\u00e9"', '"\\u4e16"', '"\\ud83d\\ude00"', '"\\ud83d"', '"\\ude00\\ud83d"', '"\ud83d"', '"😀"', '"\\uD83Dx"', '"\\u12"',
  '"\\u12g4"', '"\\U0041"', '"\\x41"', '"\\a"', '"\\\'"', '"\\""', '"\\\\"', '"\\/"', '"\\b\\f\\n\\r\\t"', '"\\', '"\\u', '[]', '[ ]',
  '[1]', '[1,]', '[,1]', '[1 2]', '[1', '[', ']', '[[[]]]', '[1,[2,[3]],4]', '{}', '{ }', '{"a":1}', '{"a":1,}', '{,}',
  '{"a"}', '{"a":}', '{a:1}', "{'a':1}", '{"a":1 "b":2}', '{"a" : 1 , "b" : 2}', '{"a":1', '{"a"', '{"a":', '{', '}',
  '{"a":1}x', '1 2', '[1}', '{"a":1]', '{"":0}', '{"a":1,"a":2}', '{"b":1,"a":2,"1":3,"0":4}', '{"a":1,"b":2,"a":3}',
  '{"__proto__":1}', '{"__proto__":{"x":1}}', '{"constructor":1,"toString":2}', '{"length":3}', '{"a b":1,"é":2,"世":3}',
  '{"1e3":1,"-1":2,"01":3,"4294967295":4,"4294967294":5}', '/* c */1', '1//', '[1,2,3]  ]', '{"a":[{"b":[{"c":null}]}]}',
]) {
  attempt(`parse ${quote(text)}`, () => JSON.parse(text));
}

attempt('own __proto__', () => Object.keys(JSON.parse('{"__proto__":1}')));
attempt('prototype of parsed', () => Object.getPrototypeOf(JSON.parse('{"__proto__":null}')) === Object.prototype);
attempt('descriptor', () => Object.getOwnPropertyDescriptor(JSON.parse('{"a":1}'), 'a'));
attempt('array', () => Array.isArray(JSON.parse('[1]')) && JSON.parse('[1,2]').length);
attempt('no argument', () => JSON.parse());
attempt('null', () => JSON.parse(null));
attempt('number', () => JSON.parse(5));
attempt('object', () => JSON.parse({ toString: () => '[7]' }));
attempt('throwing', () => JSON.parse({ toString: () => { throw new RangeError('x'); } }));
attempt('symbol', () => JSON.parse(Symbol('x')));
attempt('deep', () => { let depth = 0; for (let v = JSON.parse('['.repeat(5000) + ']'.repeat(5000)); v; v = v[0]) depth += 1; return depth; });
attempt('many members', () => {
  const text = `{${Array.from({ length: 300 }, (_, at) => `"k${at}":${at}`).join()}}`;
  const value = JSON.parse(text);
  return [Object.keys(value).length, value.k0, value.k63, value.k64, value.k299, JSON.stringify(value) === text];
});
attempt('name, length', () => [JSON.parse.name, JSON.parse.length, JSON.stringify.name, JSON.stringify.length]);

const seen = [];
JSON.parse('{"a":[1,{"b":2}],"c":"x"}', function note(key, value) {
  seen.push(`${key}:${typeof value}:${Array.isArray(this) ? 'array' : Object.keys(this).join('')}`);
  return value;
});
console.log(seen.join(' '));
attempt('reviver replaces', () => JSON.parse('[1,2,3]', (key, value) => (typeof value === 'number' ? value * 2 : value)));
attempt('reviver deletes', () => { const v = JSON.parse('{"a":1,"b":2}', (key, value) => (key === 'a' ? undefined : value)); return [Object.keys(v), v]; });
attempt('reviver holes', () => { const v = JSON.parse('[1,2,3]', (key, value) => (key === '1' ? undefined : value)); return [v.length, 1 in v]; });
attempt('reviver sees changes', () => JSON.parse('{"a":1,"b":2}', function change(key, value) { if (key === 'a') this.b = 9; return value; }));
attempt('reviver throws', () => JSON.parse('[1]', () => { throw new EvalError('x'); }));
attempt('reviver frozen', () => JSON.parse('{"a":{"b":1}}', function freeze(key, value) { if (key === '') return value; Object.freeze(this); return 5; }));
attempt('reviver undefined', () => JSON.parse('1', () => undefined));
attempt('reviver no function', () => JSON.parse('1', {}));
attempt('reviver proto', () => JSON.parse('{"__proto__":1,"a":2}', (key, value) => value));

for (const [label, value, ...rest] of [
  ['undefined', undefined], ['function', () => {}], ['symbol', Symbol('x')], ['null', null], ['true', true], ['-0', -0],
  ['NaN', NaN], ['Infinity', Infinity], ['1.5', 1.5], ['1e21', 1e21], ['1e-7', 1e-7], ['max', Number.MAX_VALUE], ['int', -2147483648],
  ['string', 'a"b\\c/d\b\f\n\r\t\u0000\u001f\u007f\u0080\u2028'], ['latin', 'é ÿ'], ['wide', '世界 é'], ['pair', '😀'], ['lone', '\ud83d'],
  ['lone low', 'x\ude00y'], ['swapped', '\ude00\ud83d'], ['array', [1, 'a', null, undefined, () => {}, Symbol('x'), NaN]], ['holes', [, 1, , ]],
  ['empty array', []], ['object', { a: 1, b: undefined, c: () => {}, d: Symbol('x'), e: null, [Symbol('k')]: 1 }], ['order', { b: 1, a: 2, 1: 3, 0: 4 }],
  ['empty', {}], ['nested', { a: [{ b: [] }, {}], c: { d: {} } }], ['date', new Date(0)], ['invalid date', new Date(NaN)], ['regexp', /x/g], ['map', new Map([[1, 2]])],
  ['error', new Error('x')], ['typed', new Uint8Array([1, 2])], ['buffer', new ArrayBuffer(2)], ['boxed', [new Number(3), new String('s'), new Boolean(false)]], ['boxed object', Object(Symbol('x'))],
  ['toJSON', { toJSON(key) { return `[${key}]`; } }], ['inner toJSON', { a: { toJSON(key) { return key; } }, b: [{ toJSON(key) { return key; } }] }], ['toJSON undefined', { a: { toJSON() {} }, b: 1 }],
  ['toJSON no function', { toJSON: 1 }], ['getter', { get a() { return 7; } }], ['class', new (class P { constructor() { this.x = 1; } get y() { return 2; } })()],
  ['hidden', Object.defineProperty({ b: 1 }, 'a', { value: 1, enumerable: false })], ['inherited', Object.create({ a: 1 }, { b: { value: 2, enumerable: true } })], ['null proto', Object.assign(Object.create(null), { a: 1 })],
  ['arguments', (function args() { return arguments; })(1, 2)], ['proxy', new Proxy({ a: 1, b: [2] }, {})], ['proxy array', new Proxy([1, [2]], {})], ['string object', Object.assign(Object('ab'), { c: 1 })],
  ['array members', Object.assign([1, 2], { x: 3 })], ['space 2', { a: [1, { b: 2 }], c: {}, d: [] }, null, 2], ['space 20', [1], null, 20], ['space 0', [1], null, 0], ['space -1', [1], null, -1], ['space NaN', [1], null, NaN],
  ['space 1.9', [1], null, 1.9], ['space text', { a: [1] }, null, '--'], ['space long', [1], null, 'abcdefghijklmn'], ['space boxed', [1], null, new Number(1)], ['space boxed text', [1], null, new String('*')], ['space true', [1], null, true],
  ['space wide', { a: 1 }, null, '世'], ['names', { a: 1, b: 2, c: { a: 3, d: 4 } }, ['c', 'a']], ['names mixed', { 1: 'x', a: 'y' }, [1, 'a', new String('b'), new Number(1), {}, null, 'a']], ['names order', { a: 1, b: 2 }, ['b', 'a', 'b']], ['no names', { a: 1 }, []],
  ['names array', [{ a: 1, b: 2 }], ['b']], ['replacer', { a: 1, b: [2, 'x'] }, (key, v) => (typeof v === 'number' ? v + 1 : v)], ['replacer drops', { a: 1, b: 2 }, (key, v) => (key === 'a' ? undefined : v)],
  ['replacer root', 5, (key, v) => (key === '' ? { was: v } : v)], ['replacer undefined', {}, () => undefined], ['replacer object', { a: 1 }, {}],
]) {
  attempt(`stringify ${label}`, () => JSON.stringify(value, ...rest));
}

attempt('bigint', () => JSON.stringify(1n));
attempt('bigint inside', () => JSON.stringify({ a: [1n] }));
attempt('bigint boxed', () => JSON.stringify(Object(1n)));
attempt('bigint toJSON', () => { BigInt.prototype.toJSON = function text() { return `${this}n`; }; try { return JSON.stringify([2n]); } finally { delete BigInt.prototype.toJSON; } });
attempt('circular', () => { const a = {}; a.b = { c: a }; return JSON.stringify(a); });
attempt('circular array', () => { const a = []; a.push([a]); return JSON.stringify(a); });
attempt('shared', () => { const a = { x: 1 }; return JSON.stringify([a, a, { a }]); });
attempt('throwing getter', () => JSON.stringify({ get a() { throw new EvalError('x'); } }));
attempt('throwing toJSON', () => JSON.stringify({ toJSON() { throw new EvalError('x'); } }));
attempt('changes while written', () => { const v = { a: { toJSON() { v.b = 9; delete v.c; v.d = 1; return 0; } }, b: 1, c: 2 }; return JSON.stringify(v); });
attempt('getter changes', () => { const v = { get a() { this.b = 5; return 1; }, b: 2 }; return JSON.stringify(v); });
attempt('array shrinks', () => { const v = [{ toJSON() { v.length = 1; return 0; } }, 1, 2]; return JSON.stringify(v); });
attempt('toJSON of Object.prototype', () => { Object.prototype.toJSON = function own() { return 'p'; }; try { return JSON.stringify({ a: 1 }); } finally { delete Object.prototype.toJSON; } });
attempt('replacer this', () => { const keys = []; JSON.stringify({ a: [1] }, function note(key, v) { keys.push(`${key}/${Array.isArray(this)}/${Object.keys(this)}`); return v; }); return keys; });
attempt('proxy traps', () => { const calls = []; JSON.stringify(new Proxy({ a: 1 }, { get(t, k) { calls.push(`get ${String(k)}`); return t[k]; }, ownKeys(t) { calls.push('ownKeys'); return Reflect.ownKeys(t); }, getOwnPropertyDescriptor(t, k) { calls.push(`own ${k}`); return Reflect.getOwnPropertyDescriptor(t, k); } })); return calls; });
attempt('revoked', () => { const { proxy, revoke } = Proxy.revocable([], {}); revoke(); return JSON.stringify(proxy); });
attempt('deep', () => { let v = 1; for (let i = 0; i < 3000; i += 1) v = [v]; return JSON.stringify(v).length; });
attempt('round trip', () => { const t = '{"a":[1,2.5,-3e-7,"é世😀",{"b":null,"c":[true,false]}],"d":{}}'; return JSON.stringify(JSON.parse(t)) === t; });
attempt('toStringTag', () => Object.prototype.toString.call(JSON));
