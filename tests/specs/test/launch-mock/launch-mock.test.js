const config = { mock: { getLocation: { success: { city: '杭州' }, after: 5000 } } };

it('answers late, as it was told', async () => {
  const app = await launch('app', { config, query: { id: 1 }, launchQuery: { from: 'card' } });
  expect(app.app.launched).toEqual({ from: 'card' });
  expect(app.page.instance.query).toEqual({ id: '1' });
  const located = app.page.call('locate');
  await clock.advance(4999);
  expect(app.page.data.place).toBeNull();
  await clock.advance(1);
  await located;
  expect(app.page.data.place).toEqual({ city: '杭州' });
});

it('knows the calls that are not answered when it ends', async () => {
  const app = await launch('app', { config });
  app.page.call('locate').catch(() => {});
  await clock.advance(10);
  await app.close();
}, { leaks: false });

it('says what is wrong with a mock', async () => {
  const launched = () => launch('app', { config: { mock: { getLocation: { sucess: {} } } } });
  expect(launched).toThrow('launch: config.mock: unknown key `sucess`');
});
