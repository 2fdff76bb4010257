it('advances timers, Date and sockets together', async () => {
  const server = peer({ route: [{ path: '/slow', steps: [{ do: 'wait', ms: 600000 }, { do: 'accept' }, { do: 'close' }] }] });
  const before = Date.now();
  let ticks = 0;
  const timer = setInterval(() => { ticks += 1; }, 60000);
  my.connectSocket({ url: `${server.url}/slow`, timeout: 3600000 });
  await clock.advance(300000);
  expect(ticks).toBe(5);
  await waitFor('open');
  clearInterval(timer);
  expect(Date.now() - before).toBe(600000);
  await expectEvents(['connectSocket success', 'open', 'close 1005']);
});
it('runs all timers', async () => {
  const order = [];
  setTimeout(() => { order.push('b'); setTimeout(() => order.push('c'), 1000000); }, 50);
  setTimeout(() => order.push('a'), 10);
  await clock.runAll();
  expect(order.join('')).toBe('abc');
});
it('says so when timers never end', async () => {
  const timer = setInterval(() => {}, 10);
  await expect(clock.runAll()).rejects.toThrow('an interval never ends');
  clearInterval(timer);
});
it('starts at the same date in every run', () => { expect(clock.kind).toBe('virtual'); expect(new Date().getFullYear()).toBe(2024); });
