const log = [];
const note = (text) => () => { log.push(text); };
beforeAll(note('all'));
beforeEach(note('each'));
afterEach(note('after'));
afterAll(() => console.log(log.join(' ')));
test('one', note('1'));
describe('inner', () => {
  beforeAll(note('(all'));
  beforeEach(note('(each'));
  afterEach(note('after)'));
  afterAll(note('all)'));
  test('two', async () => { await null; log.push('2'); });
  test('three', (done) => { setTimeout(() => { log.push('3'); done(); }, 5); });
});
describe('broken', () => {
  beforeAll(() => { throw new Error('from beforeAll'); });
  test('never runs', note('never'));
});
