// `expect.any(Number)` and its kin: stand for every value that is like them.
const { equal } = require('./equality');
const { show } = require('./show');

const TYPES = [[String, 'string'], [Number, 'number'], [Boolean, 'boolean'], [Function, 'function']];

function isA(value, constructor) {
  const type = TYPES.find(([known]) => known === constructor);
  if (type && typeof value === type[1]) return true;
  return constructor === Object ? typeof value === 'object' : value instanceof constructor;
}

const CHECKS = {
  any: (constructor) => (value) => isA(value, constructor),
  anything: () => (value) => value !== null && value !== undefined,
  objectContaining: (object) => (value) => value !== null && typeof value === 'object'
    && Object.keys(object).every((key) => key in value && equal(value[key], object[key])),
  arrayContaining: (items) => (value) => Array.isArray(value)
    && items.every((item) => value.some((other) => equal(other, item))),
  stringContaining: (part) => (value) => typeof value === 'string' && value.includes(part),
  stringMatching: (pattern) => (value) => typeof value === 'string' && new RegExp(pattern).test(value),
};

// All of them, or with `wanted` false their contraries.
function family(wanted) {
  const all = {};
  for (const name of Object.keys(CHECKS)) {
    all[name] = (...values) => ({
      isLike: (value) => CHECKS[name](...values)(value) === wanted,
      shownAs: `${wanted ? '' : 'not '}${name}(${values.map(show).join(', ')})`,
    });
  }
  return all;
}

module.exports = { family };
