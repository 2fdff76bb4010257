// The matchers: what `expect(received)` is asked, each true or false.
const { RULES, equal, matches } = require('./equality');

const path = (given) => (Array.isArray(given) ? given : given.replace(/\[(\d+)\]/g, '.$1').split('.'));

function hasProperty(received, given, ...value) {
  let found = received;
  for (const name of path(given)) {
    if (found === null || found === undefined || !(name in Object(found))) return false;
    found = found[name];
  }
  return value.length === 0 || equal(found, value[0]);
}

// Whether what a function threw, or what a promise rejected with, is what is expected.
function isThrown(error, expected) {
  if (expected === undefined) return true;
  const message = error && error.message !== undefined ? error.message : error;
  if (typeof expected === 'string') return String(message).includes(expected);
  if (expected instanceof RegExp) return expected.test(String(message));
  if (typeof expected === 'function') return error instanceof expected;
  return message === expected.message;
}

function toThrow(received, expected) {
  try {
    received();
  } catch (error) {
    return isThrown(error, expected);
  }
  return false;
}

const calls = (received) => {
  if (!received || !received.mock) throw new TypeError('only functions made by fn() remember their calls');
  return received.mock.calls;
};

const matchers = {
  toBe: (received, expected) => Object.is(received, expected),
  toEqual: (received, expected) => equal(received, expected),
  toStrictEqual: (received, expected) => equal(received, expected, RULES.strict),
  toMatchObject: (received, expected) => matches(received, expected),
  toMatch: (received, expected) => (typeof expected === 'string' ? received.includes(expected) : expected.test(received)),
  toContain: (received, item) => (typeof received === 'string' ? received.includes(item) : Array.from(received).includes(item)),
  toContainEqual: (received, item) => Array.from(received).some((other) => equal(other, item)),
  toHaveLength: (received, length) => received.length === length,
  toHaveProperty: hasProperty,
  toBeDefined: (received) => received !== undefined,
  toBeUndefined: (received) => received === undefined,
  toBeNull: (received) => received === null,
  toBeNaN: (received) => Number.isNaN(received),
  toBeTruthy: (received) => Boolean(received),
  toBeFalsy: (received) => !received,
  toBeGreaterThan: (received, number) => received > number,
  toBeGreaterThanOrEqual: (received, number) => received >= number,
  toBeLessThan: (received, number) => received < number,
  toBeLessThanOrEqual: (received, number) => received <= number,
  toBeCloseTo: (received, number, digits = 2) => Math.abs(received - number) < 10 ** -digits / 2,
  toBeInstanceOf: (received, constructor) => received instanceof constructor,
  toThrow,
  toHaveBeenCalled: (received) => calls(received).length > 0,
  toHaveBeenCalledTimes: (received, count) => calls(received).length === count,
  toHaveBeenCalledWith: (received, ...values) => calls(received).some((call) => equal(call, values)),
  toHaveBeenLastCalledWith: (received, ...values) => equal(calls(received).slice(-1)[0], values),
  toHaveBeenNthCalledWith: (received, nth, ...values) => equal(calls(received)[nth - 1], values),
};

module.exports = { matchers, isThrown };
