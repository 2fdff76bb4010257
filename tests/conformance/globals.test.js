// FW-3: what a program finds beside `my`.

const launched = { tags: ['needs:launch'], clauses: ['FW-3'] };
let data;
beforeEach(async () => { ({ data } = (await launch('programs/globals.js')).page); });

it('names of browsers are there and undefined', launched, () => {
  expect(new Set(data.undefinedNames)).toEqual(new Set(['undefined']));
  expect(data.declared).toBe(9);
});

it('nothing of Node is there', launched, () => {
  expect(new Set(data.absent)).toEqual(new Set(['undefined']));
});

it('the framework is', launched, () => {
  expect(data.framework).toEqual(['function', 'function', 'function', 'function', 'function', 'function', 'object']);
});

it('code as text is refused, in a way that bundles which try it survive', launched, () => {
  for (const tried of [data.evaluated, data.made, data.probed]) expect(tried).toMatch(/Error$/);
});

it('what the web keeps of old JavaScript is on', launched, () => {
  expect(data.annexB).toEqual(['bc', '%E4', 'string', true]);
});
