// FW: the page framework.

const index = 'pages/index/index';

it('a project has pages, and opens the first one', { tags: ['needs:launch'], clauses: ['FW-1', 'FW-4'] }, async () => {
  const app = await launch('app', { query: { a: '1' } });
  expect(app.page.route).toBe(index);
  expect(app.app.order).toEqual(['app onLaunch', 'app onShow', 'module index', 'module other']);
  expect(app.page.data.order).toEqual(['onLoad {"a":"1"}', 'onShow', 'onReady']);
});

it('setData takes paths, changes at once, and calls back', { tags: ['needs:launch'], clauses: ['FW-5'] }, async () => {
  const app = await launch('app');
  await app.page.call('set', { 'a.b[1].c': 5 });
  expect(app.page.data.a).toEqual({ b: [undefined, { c: 5 }] });
  app.page.instance.setData({ left: undefined });
  expect(Object.keys(app.page.data)).not.toContain('left');
  await waitFor(() => app.page.data.calledBack);
});

it('the stack grows and shrinks', { tags: ['needs:launch'], clauses: ['FW-6'] }, async () => {
  const app = await launch('app');
  await app.navigate('/pages/other/other?id=%E4%BD%A0');
  expect(app.pages).toEqual([index, 'pages/other/other']);
  expect(app.page.data.id).toBe('你');
  await app.page.call('back');
  expect(app.pages).toEqual([index]);
});

it('handlers get events', { tags: ['needs:launch'], clauses: ['FW-7'] }, async () => {
  const app = await launch('app');
  await app.page.call('onTap', { detail: { x: 1 }, target: { dataset: { k: 'v' } } });
  expect(app.page.data.event).toMatchObject({ type: 'tap', detail: { x: 1 }, target: { dataset: { k: 'v' } } });
});

it('companions are recorded, and canIUse tells the truth', { tags: ['needs:log', 'needs:launch'], clauses: ['FW-8'] }, async () => {
  const app = await launch('app');
  await app.page.call('show');
  expect(events().filter((event) => event.kind === 'ui').map((event) => event.detail.api)).toEqual(['showToast', 'alert']);
  expect(my.canIUse('connectSocket')).toBe(true);
  expect(my.canIUse('doTheDishes')).toBe(false);
});

it('chance depends on the seed alone, under the virtual clock', () => {
  const numbers = [Math.random(), Math.random(), Math.random()];
  expect(new Set(numbers).size).toBe(3);
  for (const number of numbers) expect(number >= 0 && number < 1).toBe(true);
  console.log(numbers.join(' '));
});
