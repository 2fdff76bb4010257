// `describe`, `it` and the hooks: collects the suites and tests of a file.
const each = require('./each');

const makeSuite = (title, options, mode, parent) => ({
  title, options, mode, parent, items: [], hooks: { beforeAll: [], beforeEach: [], afterEach: [], afterAll: [] },
});

let current = null;

// Loads a file; returns the suite of everything in it.
function collect(title, load) {
  const root = makeSuite(title, {}, 'run', null);
  current = root;
  try {
    load();
  } finally {
    current = null;
  }
  return root;
}

function open() {
  if (!current) throw new Error('tests are made while their file is loaded, not by other tests');
  return current;
}

function addTest(mode, title, options, body, row) {
  const parent = open();
  const { timeout } = options;
  parent.items.push({ title, options, mode, parent, body, row, timeout });
}

function addSuite(mode, title, options, body, row) {
  const parent = open();
  const suite = makeSuite(title, options, mode, parent);
  parent.items.push(suite);
  current = suite;
  try {
    body(...row);
  } finally {
    current = parent;
  }
}

// (title, body, timeout?) or (title, options, body)
function parts(title, second, third) {
  if (typeof second === 'function') return { title, options: third === undefined ? {} : { timeout: third }, body: second };
  return { title, options: second || {}, body: third };
}

function member(add, mode) {
  const one = (...values) => {
    const { title, options, body } = parts(...values);
    if (typeof body !== 'function') throw new TypeError(`'${title}' has no function`);
    add(mode, title, options, body, []);
  };
  one.each = (table, ...columns) => (...values) => {
    const { title, options, body } = parts(...values);
    each.rows(table, columns).forEach((row, index) => add(mode, each.title(title, row, index), options, body, row));
  };
  return one;
}

const family = (add) => Object.assign(member(add, 'run'), {
  skip: member(add, 'skip'),
  only: member(add, 'only'),
  todo(title) { add('todo', title, {}, () => {}, []); },
});

const hook = (kind) => (body, timeout) => { open().hooks[kind].push({ body, timeout, row: [] }); };
const clause = (...clauses) => ({ clauses });

const it = Object.assign(family(addTest), { failing: member(addTest, 'failing') });

module.exports = { collect, describe: family(addSuite), it, hook, clause };
