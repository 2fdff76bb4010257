// PL and FW: policy, and the page framework.

const latest = minihost.profile === 'latest';
const index = 'pages/index/index';

it('wss only', { tags: ['needs:launch'], clauses: ['PL-1'] }, async () => {
  const app = await launch('app', { config: { wssOnly: true } });
  await app.page.call('tryUrls', ['ws://h/', 'wss://127.0.0.1:1/']);
  expect(app.page.data.results[0]).toBe(latest ? 20 : 5);
  expect(app.page.data.results[1]).toBe('success');
  await waitFor('close');
});

it('the list of domains', { tags: ['needs:launch'], clauses: ['PL-2'] }, async () => {
  const app = await launch('app', { config: { allowDomain: ['example.com'] } });
  await app.page.call('tryUrls', ['ws://other.example/', 'ws://notexample.com/']);
  expect(app.page.data.results).toEqual([1, 1]);
});

it('urls are mapped', { tags: ['needs:peer', 'needs:launch'], clauses: ['PL-4'] }, async () => {
  const server = peer();
  const app = await launch('app', { config: { map: [`wss://prod.example=${server.url}`] } });
  await app.page.call('tryUrls', ['wss://prod.example/close']);
  await waitFor('close');
  expect(server.received.some((record) => record.path === '/close')).toBe(true);
});

it('a project has pages, and opens the first one', { tags: ['needs:launch'], clauses: ['FW-1', 'FW-4'] }, async () => {
  const app = await launch('app', { query: { a: '1' } });
  expect(app.page.route).toBe(index);
  expect(app.app.order).toEqual(['app onLaunch', 'app onShow', 'module index', 'module other']);
  expect(app.page.data.order).toEqual(['onLoad {"a":"1"}', 'onShow', 'onReady']);
});

it('modules of both kinds mix', { tags: ['needs:launch'], clauses: ['FW-2'] }, async () => {
  const app = await launch('app');
  expect(app.page.data.modules).toEqual({ fromScript: 'script', fromModule: 'module', json: [1] });
});

it('globals of browsers are there, and undefined', { tags: ['needs:launch'], clauses: ['FW-3'] }, async () => {
  const app = await launch('app');
  expect(app.page.data.globals).toBe('undefined undefined undefined undefined');
});

it('setData takes paths, changes at once, and calls back', { tags: ['needs:launch'], clauses: ['FW-5'] }, async () => {
  const app = await launch('app');
  await app.page.call('set', { 'a.b[1].c': 5, left: undefined });
  expect(app.page.data.a).toEqual({ b: [undefined, { c: 5 }] });
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
