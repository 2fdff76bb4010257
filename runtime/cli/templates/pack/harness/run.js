// Runs the tests of all files, one after the other, and tells how each ended.
const { collect } = require('./tree');
const server = require('./server');
const heard = require('./heard');
const { restore } = require('./mock');

const TEST_TIMEOUT = 5000;

// What tests may need and a mini-program lacks, by tag.
const LACKING = ['needs:launch', 'needs:peer', 'needs:clock'];

let running = null;

// An error that nobody caught makes the running test fail.
function uncaught(error) {
  if (running) running.errors.push(error);
}

function why(error) {
  if (error instanceof Error) return error.name === 'Error' ? error.message : `${error.name}: ${error.message}`;
  return typeof error === 'string' ? error : String(JSON.stringify(error));
}

const line = (text) => text.replace(/\s*\n\s*/g, ' | ');

// Calls a test or a hook; it may be async, or take `done`.
function call({ body, row, timeout = TEST_TIMEOUT }) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`it took longer than ${timeout} ms`)), timeout);
    const end = (settle) => (value) => { clearTimeout(timer); settle(value); };
    const fail = end(reject);
    const done = (error) => (error === undefined || error === null ? end(resolve)() : fail(error));
    try {
      if (body.length > row.length) body(...row, done);
      else Promise.resolve(body(...row)).then(end(resolve), fail);
    } catch (error) {
      fail(error);
    }
  });
}

const ancestors = (item) => (item.parent ? [...ancestors(item.parent), item.parent] : []);
const within = (item) => [...ancestors(item), item];
const name = (item) => within(item).map((one) => one.title).join(' > ');
const tests = (suite) => suite.items.reduce((all, item) => all.concat(item.items ? tests(item) : item), []);

// Why a test does not run; nothing for one that does.
function leftOut(test, hasOnly) {
  const path = within(test);
  const tags = path.reduce((all, item) => all.concat(item.options.tags || []), []);
  const needs = LACKING.filter((tag) => tags.includes(tag)).map((tag) => tag.slice('needs:'.length));
  if (needs.length > 0) return `needs ${needs.join(', ')}`;
  if (path.some((item) => item.mode === 'todo')) return 'todo';
  if (path.some((item) => item.mode === 'skip') || hasOnly && !path.some((item) => item.mode === 'only')) return 'skipped';
  return undefined;
}

async function attempt(errors, steps) {
  for (const step of steps) {
    try {
      await call(step);
    } catch (error) {
      errors.push(error);
      return;
    }
  }
}

// A test that is expected to fail passes when it does.
async function attemptTest(errors, test) {
  if (test.mode !== 'failing') return attempt(errors, [test]);
  const expected = [];
  await attempt(expected, [test]);
  if (expected.length === 0) errors.push(new Error('it passed, and is expected to fail'));
}

async function runTest(test, broken, report) {
  const errors = [...broken];
  running = { errors };
  heard.begin();
  if (errors.length === 0) {
    const suites = ancestors(test);
    const before = suites.reduce((all, suite) => all.concat(suite.hooks.beforeEach), []);
    await attempt(errors, before);
    if (errors.length === 0) await attemptTest(errors, test);
    for (const suite of suites.reverse()) await attempt(errors, suite.hooks.afterEach);
  }
  restore();
  await heard.tidy();
  running = null;
  if (errors.length === 0) report('passed', name(test), '');
  else report('failed', name(test), line(errors.map(why).join('; ')));
}

async function runSuite(suite, hasOnly, broken, report) {
  const runs = tests(suite).some((test) => !leftOut(test, hasOnly));
  const errors = [...broken];
  if (runs && errors.length === 0) await attempt(errors, suite.hooks.beforeAll);
  for (const item of suite.items) {
    if (item.items) {
      await runSuite(item, hasOnly, errors, report);
    } else {
      const reason = leftOut(item, hasOnly);
      if (reason) report('left-out', name(item), reason);
      else await runTest(item, errors, report);
    }
  }
  if (!runs) return;
  const after = [];
  await attempt(after, suite.hooks.afterAll);
  if (after.length > 0) report('failed', `${name(suite)} > afterAll`, line(after.map(why).join('; ')));
}

// `files`: [{ path, load }]; `report(verdict, name, why)` is told of each test, where `verdict` is passed, failed or left-out.
async function run(files, settings, report) {
  server.use(settings);
  const missing = heard.listen();
  if (missing) {
    report('failed', 'harness', missing);
    return;
  }
  for (const { path, load } of files) {
    let root;
    try {
      root = collect(path, load);
    } catch (error) {
      report('failed', path, `could not be loaded: ${line(why(error))}`);
    }
    if (root) await runSuite(root, tests(root).some((test) => within(test).some((item) => item.mode === 'only')), [], report);
  }
}

module.exports = { run, uncaught };
