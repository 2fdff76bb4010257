// FW-6: the page stack.

const index = 'pages/index/index';
const other = 'pages/other/other';

it('a page that is covered is hidden, and shown when the other one is left', { tags: ['needs:launch'], clauses: ['FW-6'] }, async () => {
  const app = await launch('app');
  const first = app.page.instance;
  first.data.order.length = 0;
  await app.navigate(`/${other}?id=1`);
  expect(first.data.order).toEqual(['onHide']);
  await app.page.call('back');
  expect(app.pages).toEqual([index]);
  expect(first.data.order).toEqual(['onHide', 'onShow']);
});

it('ten pages may be open, not more', { tags: ['needs:launch'], clauses: ['FW-6'] }, async () => {
  const app = await launch('app');
  for (let depth = 2; depth <= 10; depth += 1) await app.navigate(`/${other}`);
  expect(app.pages).toHaveLength(10);
  await app.navigate(`/${other}`).catch(() => {});
  expect(app.pages).toHaveLength(10);
});
