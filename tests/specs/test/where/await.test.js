it('waits without end', async () => {
  for (;;) await null;
});
it('makes promises without end', async () => {
  const again = () => Promise.resolve().then(again);
  await again();
});
