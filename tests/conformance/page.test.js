// FW-4 and FW-5: what pages may have beside data and handlers, and background and foreground.

it('mixins, observers and events', { tags: ['needs:launch'], clauses: ['FW-5'] }, async () => {
  const app = await launch('app', { page: 'pages/shared/shared' });
  const { page } = app;
  expect(page.data.log).toEqual(['mixin onLoad', 'page onLoad', 'mixin onShow', 'n is 1']);
  await page.call('add', 2);
  expect(page.data.log.slice(-1)).toEqual(['n is 3']);
  await page.call('onPullDownRefresh');
  expect(page.data.log.slice(-1)).toEqual(['pulled']);
  await page.call('splice');
  expect(page.data.list).toEqual([1, 'x', 4]);
});

it('a program goes to the background and comes back', { tags: ['needs:log', 'needs:launch'], clauses: ['FW-4'] }, async () => {
  const app = await launch('app', { page: 'pages/shared/shared' });
  await app.hide();
  await app.hide();
  await app.show();
  await app.show();
  const label = /^(page|app)\.on(Show|Hide)$/;
  const labels = events().map((event) => event.label).filter((text) => label.test(text));
  // The first two are those of the start; the page's mixin has an onShow too.
  expect(labels.slice(3)).toEqual(['page.onHide', 'app.onHide', 'app.onShow', 'page.onShow', 'page.onShow']);
});
