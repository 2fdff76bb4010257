// FW-1, FW-4, FW-5, FW-7: from the start of a program to its end.

const launched = (...clauses) => ({ tags: ['needs:launch'], clauses });

it('a single file may hold App and Page', launched('FW-1', 'FW-4'), async () => {
  const { page } = await launch('programs/single.js', { query: { a: '1' } });
  expect(page.data.from).toBe('single');
  expect(page.data.options).toMatchObject({ query: { a: '1' }, scene: expect.any(Number), referrerInfo: {} });
});

it('a single file may be bare statements', { tags: ['needs:launch', 'needs:log'], clauses: ['FW-1'] }, async () => {
  await launch('programs/bare.js');
  expect(events().find((event) => event.kind === 'ui').detail.api).toBe('showToast');
});

it('getApp() is what App was given', launched('FW-4'), async () => {
  const app = await launch('app');
  expect(app.page.instance.app()).toBe(app.app);
  expect(app.app.globalData).toEqual({ shared: true });
});

it('a page that there is not is told to the app', launched('FW-4', 'FW-6'), async () => {
  const app = await launch('app');
  await app.navigate('/pages/none/none?a=1').catch(() => {});
  expect(app.app.missing).toMatchObject({ path: 'pages/none/none', query: { a: '1' } });
  expect(app.pages).toHaveLength(1);
});

it('an error that nobody catches is told to the app', launched('FW-4', 'CB-3'), async () => {
  const app = await launch('app', { allowErrors: true });
  await app.page.call('throwLater');
  await waitFor(() => app.app.errors.length === 1);
  expect(app.app.errors[0]).toContain('from a timer');
});

it('each instance has data of its own', launched('FW-5'), async () => {
  const app = await launch('app');
  await app.navigate('/pages/other/other');
  const { data } = app.page;
  await app.page.call('change');
  await app.navigate('/pages/other/other');
  expect(app.page.data).not.toBe(data);
  expect([data.n, app.page.data.n]).toEqual([1, 0]);
});

it('after onUnload setData does nothing', launched('FW-5'), async () => {
  const app = await launch('app');
  await app.navigate('/pages/other/other');
  const { instance } = app.page;
  await app.page.call('back');
  instance.setData({ n: 7 });
  expect(instance.data.n).toBe(0);
});

it('changes of a batch are made at once', launched('FW-5'), async () => {
  const app = await launch('app');
  await app.page.call('batch');
  expect(app.page.data).toMatchObject({ one: 1, two: 2 });
});

it('a program that ends hides what is shown, then unloads its pages', { tags: ['needs:launch', 'needs:log'], clauses: ['FW-4', 'FW-6'] }, async () => {
  const app = await launch('app');
  await app.navigate('/pages/other/other');
  await app.close();
  const left = events().map((event) => event.label).filter((label) => /\.on(Hide|Unload)$/.test(label));
  expect(left).toEqual(['page.onHide', 'app.onHide', 'page.onUnload']);
});

it('a handler gets an event', launched('FW-7'), async () => {
  const app = await launch('app');
  await app.page.call('onTap', { detail: { x: 1 }, target: { id: 'b', dataset: { k: 'v' } } });
  expect(app.page.data.event).toEqual({
    type: 'tap', timeStamp: expect.any(Number), detail: { x: 1 },
    target: expect.objectContaining({ id: 'b', dataset: { k: 'v' } }), currentTarget: expect.anything(),
  });
});
