// SM and CL: sending and closing.

const latest = minihost.profile === 'latest';
let server;
beforeEach(async () => {
  server = peer();
  my.connectSocket({ url: `${server.url}/echo` });
  await waitFor('open');
});
// Ends the connection that a test left open.
afterEach(async () => {
  const isOpen = await my.sendSocketMessage({ data: '' }).then(() => true, () => false);
  if (!isOpen) return;
  my.closeSocket();
  await waitFor('close');
});

const frames = () => server.received.filter((record) => record.event === 'frame');

it('text, an empty text, base64 and bytes are sent as what they are', { tags: ['needs:peer'], clauses: ['SM-1'] }, async () => {
  await my.sendSocketMessage({ data: 'text' });
  await my.sendSocketMessage({ data: '' });
  await my.sendSocketMessage({ data: 'AQI=', isBuffer: true });
  await my.sendSocketMessage({ data: new Uint8Array([9, 8, 7]).subarray(1) });
  await waitFor(() => frames().length === 4);
  expect(frames().map((frame) => [frame.opcode, frame.length])).toEqual([['text', 4], ['text', 0], ['binary', 2], ['binary', 2]]);
});

it('numbers and objects are sent as text, null and bad base64 are refused', { tags: ['needs:peer'], clauses: ['SM-2'] }, async () => {
  await my.sendSocketMessage({ data: 5 });
  await my.sendSocketMessage({ data: { a: 1 } });
  await expect(my.sendSocketMessage({ data: null })).rejects.toMatchObject({ error: 1 });
  await expect(my.sendSocketMessage({ data: '*', isBuffer: true })).rejects.toMatchObject({ error: 1 });
  await waitFor(() => frames().length === 2);
  expect(server.texts).toEqual(['5', '{"a":1}']);
});

it('sends are in order, and fail with 10 after the close', { tags: ['needs:peer'], clauses: ['SM-3'] }, async () => {
  const settled = [];
  for (const data of ['a', 'b', 'c']) my.sendSocketMessage({ data, success: () => settled.push(data) });
  await waitFor('message c');
  expect(settled).toEqual(['a', 'b', 'c']);
  expect(server.texts).toEqual(['a', 'b', 'c']);
  await my.closeSocket();
  await waitFor('close');
  await expect(my.sendSocketMessage({ data: 'late' })).rejects.toMatchObject({ error: 10 });
});

it('a lone surrogate becomes U+FFFD', { tags: ['needs:peer'], clauses: ['SM-4'] }, async () => {
  await my.sendSocketMessage({ data: 'a\ud800b' });
  await waitFor(() => server.texts.length === 1);
  expect(server.texts).toEqual(['a\ufffdb']);
});

it('closing succeeds first, then the event comes', { tags: ['needs:peer', 'needs:log'], clauses: ['CL-1'] }, async () => {
  my.closeSocket({ code: 4000, reason: 'done' });
  await waitFor('close');
  const told = events().map((event) => event.label).filter((label) => /^(closeSocket|close) /.test(label));
  expect(told).toEqual(['closeSocket success', 'close 4000']);
  const close = server.received.find((record) => record.event === 'close');
  expect(close).toMatchObject({ code: 4000, reason: 'done' });
});

it('a code that may not be sent is clamped in classic, and refused in latest', clause('CL-1'), async () => {
  if (latest) {
    await expect(my.closeSocket({ code: 1001 })).rejects.toMatchObject({ error: 2 });
  } else {
    await my.closeSocket({ code: 1001 });
    await waitFor('close 1000');
  }
});

it('closing without a connection succeeds, without an event', { tags: ['needs:log', 'needs:clock'], clauses: ['CL-2'] }, async () => {
  await my.closeSocket();
  await waitFor('close');
  await my.closeSocket();
  await clock.advance(20);
  expect(events().filter((event) => event.kind === 'event' && event.label.startsWith('close'))).toHaveLength(1);
});

it('closing while connecting: no open, no error', { tags: ['needs:log'], clauses: ['CL-2'] }, async () => {
  await my.closeSocket();
  await waitFor('close');
  const from = events().length;
  my.connectSocket({ url: `${server.url}/stall?at=upgrade` });
  my.closeSocket();
  await waitFor('close 1000');
  const told = events().slice(from).filter((event) => event.kind === 'event').map((event) => event.label);
  expect(told).toEqual(['close 1000']);
});

it('a server that never answers the close is cut off after three seconds', { tags: ['needs:clock'], clauses: ['CL-3'] }, async () => {
  my.connectSocket({ url: `${server.url}/fault/close/no-reply` });
  await waitFor('open');
  const before = clock.now();
  my.closeSocket();
  await waitFor('close 1006', { timeout: 4500 });
  expect(clock.now() - before).toBeGreaterThanOrEqual(2990);
});
