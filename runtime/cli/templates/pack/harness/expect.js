// `expect(received)`, with `.not`, `.resolves` and `.rejects`.
const like = require('./like');
const { matchers, isThrown } = require('./matchers');
const { show } = require('./show');

function check(name, received, values, negated, matcher) {
  if (matcher(received, ...values) !== negated) return;
  const shown = received && received.mock ? { calls: received.mock.calls } : received;
  throw new Error(`expect(${show(shown)})${negated ? '.not' : ''}.${name}(${values.map(show).join(', ')})`);
}

// The matchers for a value that is there.
function direct(received, negated) {
  const all = {};
  for (const name of Object.keys(matchers)) {
    all[name] = (...values) => check(name, received, values, negated, matchers[name]);
  }
  return all;
}

// The matchers for what a promise comes to.
function later(promise, way, negated) {
  const settled = () => Promise.resolve(typeof promise === 'function' ? promise() : promise).then(
    (value) => ({ way: 'resolves', value }),
    (value) => ({ way: 'rejects', value }),
  );
  const all = {};
  for (const name of Object.keys(matchers)) {
    const matcher = way === 'rejects' && name === 'toThrow' ? isThrown : matchers[name];
    all[name] = async (...values) => {
      const end = await settled();
      if (end.way !== way) throw new Error(`the promise ${end.way} with ${show(end.value)}, and ${way} is expected`);
      check(name, end.value, values, negated, matcher);
    };
  }
  return all;
}

function expect(received) {
  return {
    ...direct(received, false),
    not: direct(received, true),
    resolves: { ...later(received, 'resolves', false), not: later(received, 'resolves', true) },
    rejects: { ...later(received, 'rejects', false), not: later(received, 'rejects', true) },
  };
}

Object.assign(expect, like.family(true), {
  not: like.family(false),
  fail(reason = 'expect.fail()') { throw new Error(reason); },
});

module.exports = { expect };
