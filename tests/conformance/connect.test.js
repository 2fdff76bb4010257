// CS: my.connectSocket, and the error codes of connecting.

const latest = minihost.profile === 'latest';
let server;
beforeEach(() => { server = peer(); });

it('returns undefined', clause('CS-1'), async () => {
  expect(my.connectSocket({ url: `${server.url}/close` })).toBeUndefined();
  await waitFor('close');
});

it('success comes before any event', clause('CS-2', 'EV-4'), async () => {
  my.connectSocket({ url: `${server.url}/push?n=1&close=1000` });
  await expectEvents(['connectSocket success', 'open', 'message message 1', 'close 1000']);
});

it.each([
  [undefined, 3], ['', 3], ['  ', 3], ['nonsense', 4], ['ws://', 4], ['ws://h:65536/', 4], ['ws://h/a b', 4],
  ['http://h/', 5],
])('the url %s fails with %i, and nothing is dialled', { tags: ['needs:peer'], clauses: ['CS-3'] }, async (url, code) => {
  my.connectSocket({ url });
  await expectEvents([`connectSocket fail ${code}`]);
  expect(server.received).toEqual([]);
});

it('a refused connection is an event, after success', { tags: ['needs:peer'], clauses: ['CS-4'] }, async () => {
  server.close();
  my.connectSocket({ url: `${server.url}/` });
  await expectEvents(['connectSocket success', 'error 1', 'close 1006'], { never: ['open'] });
});

it.each([[400], [401], [403], [404], [500], [503]])('a refusal with %i', { tags: ['needs:log'], clauses: ['CS-5'] }, async (status) => {
  my.connectSocket({ url: `${server.url}/refuse?status=${status}` });
  await expectEvents(['connectSocket success', `error ${status}`, 'close 1006'], { never: ['open'] });
  const error = events().find((event) => event.label === `error ${status}`);
  expect(error.detail.payload.errorMessage).toContain('refuse handshake');
  expect(error.detail.payload.errorMessage).toContain(String(status));
});

it('a second connect replaces the first', { tags: ['needs:log'], clauses: ['CS-6'] }, async () => {
  my.connectSocket({ url: `${server.url}/push?n=50` });
  await waitFor('message');
  my.connectSocket({ url: `${server.url}/close?code=4001` });
  await waitFor('close 4001');
  const list = events().filter((event) => event.kind === 'event').map((event) => event.label.split(' ')[0]);
  expect(list.filter((label) => label === 'open')).toHaveLength(2);
  expect(list.slice(-3)).toEqual(['close', 'open', 'close']);
});

it('a second connect while the first is dialling', clause('CS-6'), async () => {
  my.connectSocket({ url: `${server.url}/stall?at=upgrade` });
  my.connectSocket({ url: `${server.url}/close?code=4001` });
  await expectEvents(['connectSocket success', 'connectSocket success', 'close 1006', 'open', 'close 4001']);
});

it.each([[301], [302], [307]])('a redirect (%i) is not followed', { tags: ['needs:peer'], clauses: ['CS-8', 'PL-3'] }, async (status) => {
  my.connectSocket({ url: `${server.url}/fault/http/redirect?status=${status}` });
  await expectEvents(['connectSocket success', 'error 8', 'close 1006']);
  expect(server.received.filter((record) => record.event === 'handshake')).toHaveLength(1);
});

it.each([
  ['/fault/http/ok'], ['/fault/http/ssh'], ['/fault/upgrade/accept-wrong'], ['/fault/upgrade/accept-missing'],
  ['/fault/upgrade/accept-twice'],
])('%s is error 8', clause('CS-4'), async (path) => {
  my.connectSocket({ url: server.url + path });
  await expectEvents(['connectSocket success', 'error 8', 'close 1006']);
});

it('a subprotocol that was not offered is error 9', clause('CS-4'), async () => {
  my.connectSocket({ url: `${server.url}/echo?protocol=v2`, protocols: ['v1'] });
  await expectEvents(['connectSocket success', 'error 9', 'close 1006']);
});

it('the timeout covers the handshake: error 6', clause('CS-4'), async () => {
  my.connectSocket({ url: `${server.url}/stall?at=upgrade`, timeout: 100 });
  await expectEvents(['connectSocket success', 'error 6', 'close 1006']);
});

it('data and headers go into the request, reserved headers do not', { tags: ['needs:peer'], clauses: ['CS-3', 'CB-5'] }, async () => {
  const header = { 'X-Number': 7, Host: 'evil', Connection: 'close' };
  my.connectSocket({ url: `${server.url}/close#top`, data: { b: 'x y', a: 1, none: null }, header });
  await waitFor('close');
  const request = server.received.find((record) => record.event === 'handshake');
  expect(request.path).toBe('/close?b=x%20y&a=1');
  expect(request.headers).toContainEqual(['X-Number', '7']);
  expect(request.headers).not.toContainEqual(['Host', 'evil']);
});
