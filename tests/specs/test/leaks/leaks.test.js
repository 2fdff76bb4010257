it('a timer', () => { setTimeout(() => {}, 1000); });
it('a socket and a listener', async () => {
  const server = peer();
  my.onSocketOpen(() => {});
  my.connectSocket({ url: `${server.url}/echo` });
  await waitFor('open');
});
it('hears nothing of the test before', async () => { await clock.advance(10000); expect(events()).toEqual([]); });
it('is allowed to', { leaks: false }, () => { setTimeout(() => {}, 1000); });
