it('has what config says', async () => {
  const server = peer();
  const config = { maxTimers: 2, maxListeners: '2', maxMessage: '1KiB' };
  const app = await launch('app', { query: { server: `${server.url}/push?size=1025` }, config });
  await waitFor('close');
  expect(app.page.data.caught).toEqual([
    'setTimeout: there are 2 timers already, which is the limit (--max-timers)',
    'my.onSocketClose: there are 2 listeners already, which is the limit (--max-listeners)',
    '12 not enough memory to read: a message of 1025 bytes exceeds the limit of 1024 (--max-message)',
  ]);
});

it('says what is wrong with it', () => {
  expect(() => launch('app', { config: { maxTimers: 'few' } })).toThrow('config.maxTimers: `few` is no number');
  expect(() => launch('app', { config: { maxSockets: 0 } })).toThrow('it may be at least 1');
  expect(() => launch('app', { config: { maxRecursion: 100 } })).toThrow('in common with the file');
});

it('has the usual limits otherwise', async () => {
  const server = peer();
  const app = await launch('app', { query: { server: `${server.url}/push?size=1025&close=4000` } });
  await waitFor('close');
  expect(app.page.data.caught).toEqual([]);
});
