// What it prints is what Node prints.
'use strict';
const tell = (what, run) => {
  let result;
  try { result = run(); } catch (error) { result = error.name; }
  console.log(what, typeof result === 'symbol' ? result.toString() : JSON.stringify(result));
};

const operations = {
  getPrototypeOf: (proxy) => Object.getPrototypeOf(proxy) === Object.prototype,
  setPrototypeOf: (proxy) => Reflect.setPrototypeOf(proxy, Object.prototype),
  isExtensible: (proxy) => Object.isExtensible(proxy),
  preventExtensions: (proxy) => Reflect.preventExtensions(proxy),
  getOwnPropertyDescriptor: (proxy) => Object.getOwnPropertyDescriptor(proxy, 'a'),
  defineProperty: (proxy) => Reflect.defineProperty(proxy, 'b', { value: 2, configurable: true, enumerable: true }),
  has: (proxy) => 'a' in proxy,
  get: (proxy) => proxy.a,
  set: (proxy) => { proxy.a = 3; return proxy.a; },
  deleteProperty: (proxy) => delete proxy.a,
  ownKeys: (proxy) => Reflect.ownKeys(proxy),
  apply: (proxy) => proxy.call('me', 1, 2),
  construct: (proxy) => ({ ...new proxy(1, 2) }),
};
const make = () => Object.assign(function (...given) { return { me: typeof this === 'object' ? 'new' : this, given }; }, { a: 1 });

for (const [trap, operation] of Object.entries(operations)) {
  const handler = {
    [trap](...given) {
      console.log(`${trap}: ${this === handler}, ${given.length}, ${arguments.length}, ${new.target}`);
      return Reflect[trap](...given);
    },
  };
  tell(`${trap} of the page`, () => operation(new Proxy(make(), handler)));
  tell(`${trap} of none`, () => operation(new Proxy(make(), {})));
  tell(`${trap} of null`, () => operation(new Proxy(make(), { [trap]: null })));
  tell(`${trap} of a text`, () => operation(new Proxy(make(), { [trap]: 'x' })));
  tell(`${trap} of an object`, () => operation(new Proxy(make(), { [trap]: {} })));
  tell(`${trap} that throws`, () => operation(new Proxy(make(), { [trap]() { throw new SyntaxError('x'); } })));
  tell(`${trap} that cannot be had`, () => operation(new Proxy(make(), { get [trap]() { throw new EvalError('x'); } })));
  tell(`${trap} that is a proxy`, () => operation(new Proxy(make(), { [trap]: new Proxy(Reflect[trap], {}) })));
  tell(`${trap} that is bound`, () => operation(new Proxy(make(), { [trap]: Reflect[trap].bind(null) })));
  const asked = [];
  const watching = new Proxy(Reflect, { get(target, name, receiver) { asked.push(name, receiver === watching); return target[name]; } });
  tell(`${trap} of a handler that is a proxy`, () => [operation(new Proxy(make(), watching)), asked]);
  tell(`${trap} of a proxy of a proxy`, () => operation(new Proxy(new Proxy(make(), handler), handler)));
  const { proxy, revoke } = Proxy.revocable(make(), handler);
  tell(`${trap} before it is revoked`, () => operation(proxy));
  revoke();
  tell(`${trap} after`, () => operation(proxy));
}

class Counting {
  #count = 0;
  more = [];
  get(target, name) { this.#count += 1; this.more.push(name); return target[name]; }
  get count() { return this.#count; }
}
const counting = new Counting();
const counted = new Proxy({ a: 1 }, counting);
tell('a class', () => [counted.a, counted.b, counting.count, counting.more]);
const changing = {};
const changed = new Proxy({ a: 1 }, changing);
tell('a trap that comes and goes', () => {
  const seen = [changed.a];
  changing.get = () => 2;
  seen.push(changed.a);
  changing.get = function () { this.get = () => 4; return 3; };
  seen.push(changed.a, changed.a);
  delete changing.get;
  return [...seen, changed.a];
});
tell('a trap within itself', () => {
  const nested = new Proxy({ a: 0 }, { get: (target, name, receiver) => ((target.a += 1) < 5 ? receiver.a : target.a) });
  return nested.a;
});
tell('a trap that is looked up within another', () => {
  let deep = 0;
  const nested = new Proxy({ a: 1 }, { get get() { deep += 1; return deep < 3 ? (nested.a, () => 'outer') : () => `inner ${deep}`; } });
  return [nested.a, deep];
});

const keys = (result, target = {}) => Reflect.ownKeys(new Proxy(target, { ownKeys: () => result }));
const symbol = Symbol('s');
tell('keys', () => keys(['a', 'b']));
tell('a symbol', () => keys(['a', symbol])[1]);
tell('keys of what has a length', () => keys({ length: 2, 0: 'a', 1: 'b' }));
tell('keys of what has a length that is a text', () => keys({ length: '1', 0: 'a' }));
tell('keys of nothing', () => keys({}));
tell('keys that are read once', () => {
  const asked = [];
  const list = new Proxy(['a', 'b'], { get(target, name) { asked.push(name); return target[name]; } });
  return [keys(list), asked];
});
for (const [what, result] of Object.entries({
  undefined, null: null, 'a text': 'ab', 'a number': 1, 'a list of numbers': [1], 'holes': [,], 'a text object': new String('ab'),
  'twice the same': ['a', 'a'], 'a negative length': { length: -1 },
})) tell(`keys: ${what}`, () => keys(result));
tell('keys that are missing', () => keys([], Object.freeze({ a: 1 })));
tell('keys that are made up', () => keys(['a', 'b'], Object.preventExtensions({ a: 1 })));

tell('no handler', () => new Proxy({}));
tell('no target', () => new Proxy(1, {}));
tell('no new', () => Proxy({}, {}));
tell('no handler to revoke', () => Proxy.revocable({}, null));
tell('a revoked handler', () => {
  const handler = Proxy.revocable({}, {});
  const made = new Proxy({}, handler.proxy);
  handler.revoke();
  return made.a;
});
tell('lists', () => [Array.isArray(new Proxy([], {})), [].concat(new Proxy([1, 2], {})), JSON.stringify(new Proxy([1], {}))]);
tell('spreads', () => ({ ...new Proxy({ a: 1, b: 2 }, { ownKeys: () => ['b', 'a'] }) }));
tell('loops', () => { const seen = []; for (const key in new Proxy({ a: 1, b: 2 }, { ownKeys: () => ['b', 'a'] })) seen.push(key); return seen; });
tell('made by reflection', () => Reflect.construct(Proxy, [{ a: 1 }, { get: () => 2 }], Map).a);
console.log(Proxy.name, Proxy.length, 'prototype' in Proxy, Proxy.revocable.name, Proxy.revocable.length, Object.keys(Object.getOwnPropertyDescriptors(Proxy)).sort().join());
