// Error 6: how long a connection may take where the page does not say it.

it('30 seconds', { tags: ['needs:clock'], clauses: ['CS-4'], timeout: 60000 }, async () => {
  // Half a minute is too long to wait for on a real clock.
  if (clock.kind === 'real') return;
  const before = clock.now();
  my.connectSocket({ url: `${peer().url}/stall?at=upgrade` });
  await waitFor('error 6', { timeout: 50000 });
  await waitFor('close 1006');
  expect(clock.now() - before).toBe(30000);
});

it('what app.json says under networkTimeout', { tags: ['needs:launch'], clauses: ['CS-4', 'FW-1'] }, async () => {
  const app = await launch('programs/impatient');
  await app.page.call('connect', `${peer().url}/stall?at=upgrade`);
  await waitFor('close 1006', { timeout: 4000 });
  expect(app.page.data.error).toBe(6);
});
