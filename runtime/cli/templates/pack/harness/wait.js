// `events()`, `waitFor(…)`, `expectEvents([…])`.
const heard = require('./heard');
const { matches } = require('./equality');
const { show } = require('./show');

const LIMIT = 2500;

// What is ready together with the last expected event comes within this, in milliseconds.
const QUIET = 20;

const used = { records: null, count: 0 };

const events = () => heard.list().slice();

// A text (the label, or its first words), a pattern for the label, or an object that the event must contain.
function fits(record, wanted) {
  if (typeof wanted === 'string') return record.label === wanted || record.label.startsWith(`${wanted} `);
  if (wanted instanceof RegExp) return new RegExp(wanted.source, wanted.flags.replace('g', '')).test(record.label);
  return matches(record, wanted);
}

// The next such event; each is found once in a test.
function next(wanted) {
  const records = heard.list();
  if (used.records !== records) Object.assign(used, { records, count: 0 });
  for (let at = used.count; at < records.length; at += 1) {
    if (fits(records[at], wanted)) {
      used.count = at + 1;
      return records[at];
    }
  }
  return undefined;
}

async function waitFor(wanted, { timeout = LIMIT } = {}) {
  const end = Date.now() + timeout;
  for (;;) {
    const found = typeof wanted === 'function' ? wanted() : next(wanted);
    if (found) return found;
    const left = end - Date.now();
    if (left <= 0) break;
    // A condition may also depend on what is no event.
    await heard.change(Math.min(left, 10));
  }
  const what = typeof wanted === 'function' ? 'its condition' : show(wanted);
  throw new Error(`waitFor: ${what} did not come within ${timeout} ms; heard: ${labels(heard.list())}`);
}

const labels = (records) => (records.length > 0 ? records.map((record) => record.label).join(', ') : 'nothing');

async function expectEvents(expected, { never = [], among = undefined, timeout = LIMIT } = {}) {
  const chosen = () => (among ? events().filter((record) => among.some((wanted) => fits(record, wanted))) : events());
  const end = Date.now() + timeout;
  while (chosen().length < expected.length && Date.now() < end) await heard.change(end - Date.now());
  await new Promise((resolve) => { setTimeout(resolve, QUIET); });
  const forbidden = events().find((record) => never.some((wanted) => fits(record, wanted)));
  if (forbidden) throw new Error(`expectEvents: '${forbidden.label}' must never come`);
  const got = chosen();
  const same = got.length === expected.length && got.every((record, index) => fits(record, expected[index]));
  if (same) return;
  const wanted = expected.map((one) => (typeof one === 'string' ? one : show(one))).join(', ');
  throw new Error(`expectEvents: expected ${wanted || 'nothing'}; heard ${labels(got)}`);
}

module.exports = { events, waitFor, expectEvents };
