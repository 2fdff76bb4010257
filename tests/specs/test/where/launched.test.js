it('loops in onLoad', () => launch('./app'));
it('loops in a timer', async () => {
  setTimeout(function tick() { for (;;); }, 10);
  await clock.advance(20);
});
