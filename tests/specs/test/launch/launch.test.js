let app;
beforeEach(async () => { app = await launch('app', { query: { from: 'test' }, data: { 'items[0]': 'x' } }); });

it('has its data, as the page has them', () => {
  expect(app.page.route).toBe('pages/a/a');
  expect(app.page.data).toEqual({ taps: 0, items: ['x'], query: { from: 'test' } });
  expect(app.page.data.items).toBeInstanceOf(Array);
  expect(app.app.globalData.n).toBe(1);
});

it('calls handlers with events', async () => {
  expect(await app.page.call('onTap')).toBe('tapped');
  await app.page.call('onTap', { type: 'longTap' });
  expect(app.page.data).toMatchObject({ taps: 2, type: 'longTap' });
  await expect(app.page.call('nothing')).rejects.toThrow('has no handler `nothing`; it has: onTap, load, broken');
  await expect(app.page.call('broken')).rejects.toThrow('broken handler');
});

it('navigates', async () => {
  await app.navigate('/pages/b/b?id=%E4%BD%A0');
  expect(app.pages).toEqual(['pages/a/a', 'pages/b/b']);
  expect(app.page.data).toEqual({ id: '你' });
});

it('answers with what is mocked, and forgets it afterwards', async () => {
  const asked = mock('getSystemInfo', ({ success }) => success({ model: 'phone' }));
  await app.page.call('load');
  await waitFor(() => app.page.data.info);
  expect(app.page.data.info).toEqual({ model: 'phone' });
  expect(asked).toHaveBeenCalledTimes(1);
});

it('has no mock of another test', () => { expect(my.getSystemInfoSync().model).not.toBe('phone'); expect(my.getSystemInfo.mock).toBeUndefined(); });

it('says why there is nothing to launch', async () => {
  expect(() => launch('nowhere')).toThrow('no such file or folder');
  expect(() => launch('app', { page: 'pages/x/x' })).toThrow('the project has no page "pages/x/x"');
  expect(() => launch('app', { pages: 1 })).toThrow('there is no option `pages`');
});

it('a mock is put back before the end of the test', async () => {
  const asked = mock('getLocation', () => 'none');
  const launched = await launch('./app');
  expect(my.getLocation()).toBe('none');
  asked.mockRestore();
  expect(my.getLocation).toBeUndefined();
  const other = await launch('./app');
  expect(asked).toHaveBeenCalledTimes(0);
  await launched.close();
  await other.close();
});
