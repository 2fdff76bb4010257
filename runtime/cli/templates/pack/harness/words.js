// What test files have beside the language: docs/testing.md of minihost.
const { describe, it, hook, clause } = require('./tree');
const { expect } = require('./expect');
const { fn, spyOn } = require('./mock');
const { events, waitFor, expectEvents } = require('./wait');
const { minihost, peer } = require('./server');

// What a mini-program cannot do, with the tag that tests which do it need.
const lacking = (word, tag) => () => {
  throw new Error(`${word} is not there in a mini-program: tag the test '${tag}'`);
};

const clockLacks = lacking('clock', 'needs:clock');

module.exports = {
  describe, it, test: it, clause,
  beforeAll: hook('beforeAll'), beforeEach: hook('beforeEach'), afterEach: hook('afterEach'), afterAll: hook('afterAll'),
  expect, fn, spyOn, events, waitFor, expectEvents, minihost, peer,
  clock: { kind: 'real', advance: clockLacks, runAll: clockLacks, now: clockLacks },
  launch: lacking('launch', 'needs:launch'),
  mock: lacking('mock', 'needs:launch'),
  answer: lacking('answer', 'needs:launch'),
};
