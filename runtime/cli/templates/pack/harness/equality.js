// When two values are alike: `toEqual`, `toStrictEqual` and `toMatchObject`.

const RULES = { loose: {}, strict: { strict: true }, subset: { subset: true } };

const own = (object) => Reflect.ownKeys(object).filter((key) => Object.prototype.propertyIsEnumerable.call(object, key));

function bytesOf(value) {
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  return undefined;
}

const kind = (value) => Object.prototype.toString.call(value);

function members(a, b, rules, alike) {
  const known = (object) => own(object).filter((key) => rules.strict || object[key] !== undefined);
  if (Array.isArray(b) && a.length !== b.length) return false;
  if (!rules.subset && !known(a).every((key) => key in b)) return false;
  const wanted = rules.subset ? own(b) : known(b);
  return wanted.every((key) => key in a && alike(a[key], b[key]));
}

function compare(a, b, rules, open) {
  if (b !== null && typeof b === 'object' && typeof b.isLike === 'function') return b.isLike(a);
  if (Object.is(a, b)) return true;
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return false;
  if (kind(a) !== kind(b) || rules.strict && Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  if (open.some(([left, right]) => left === a && right === b)) return true;
  const alike = (left, right) => compare(left, right, rules, [...open, [a, b]]);
  const bytes = bytesOf(a);
  if (bytes) {
    const others = bytesOf(b);
    return bytes.length === others.length && bytes.every((byte, index) => byte === others[index]);
  }
  if (a instanceof Date) return Object.is(a.getTime(), b.getTime());
  if (a instanceof RegExp) return String(a) === String(b);
  if (a instanceof Error) return a.name === b.name && a.message === b.message;
  if (a instanceof Map || a instanceof Set) {
    const left = Array.from(a);
    return a.size === b.size && Array.from(b).every((item) => left.some((other) => alike(other, item)));
  }
  return members(a, b, rules, alike);
}

const equal = (a, b, rules = RULES.loose) => compare(a, b, rules, []);
const matches = (a, b) => equal(a, b, RULES.subset);

module.exports = { RULES, equal, matches };
