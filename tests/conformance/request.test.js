// CS-3: what of the options goes into the handshake's request.

let server;
beforeEach(() => { server = peer(); });
const seen = { tags: ['needs:peer'], clauses: ['CS-3'] };

const request = async (options) => {
  my.connectSocket({ url: `${server.url}/close`, ...options });
  await waitFor('close');
  return server.received.find((record) => record.event === 'handshake');
};

const values = (record, name) =>
  record.headers.filter(([key]) => key.toLowerCase() === name).map(([, value]) => value);

it('data goes after the query that the url has, percent-encoded', seen, async () => {
  const { path } = await request({ url: `${server.url}/close?a=1#top`, data: { 'ö&': 'x=y', n: 2, no: null, un: undefined } });
  expect(path).toBe('/close?a=1&%C3%B6%26=x%3Dy&n=2');
});

it('headers counts as header, and values are texts', seen, async () => {
  const record = await request({ headers: { 'X-A': 7, 'X-B': true } });
  expect([...values(record, 'x-a'), ...values(record, 'x-b')]).toEqual(['7', 'true']);
});

it('Referer and the handshake\'s own headers cannot be set', seen, async () => {
  const names = ['Referer', 'Host', 'Upgrade', 'Connection', 'Sec-WebSocket-Key', 'Sec-WebSocket-Version', 'Sec-WebSocket-Extensions'];
  const record = await request({ header: Object.fromEntries(names.map((name) => [name, 'from-the-page'])) });
  expect(JSON.stringify(record.headers)).not.toContain('from-the-page');
});

it.each([['a\r\nX-Evil: 1'], ['a\nb'], ['a\0b']])('a header value with a line break or NUL is refused', seen, async (value) => {
  const fail = fn();
  my.connectSocket({ url: `${server.url}/close`, header: { 'X-A': value }, fail });
  await waitFor(() => fail.mock.calls.length === 1);
  expect(fail.mock.lastCall[0].error).toBe(minihost.profile === 'latest' ? 2 : 1);
  expect(server.received).toEqual([]);
});

it.each([
  [{ protocols: ['v1', 'v2'] }], [{ header: { 'Sec-WebSocket-Protocol': 'v1, v2' } }],
])('subprotocols are offered: %j', seen, async (options) => {
  expect(values(await request(options), 'sec-websocket-protocol')).toEqual(['v1, v2']);
});

it('one subprotocol may be a text', seen, async () => {
  expect(values(await request({ protocols: 'v1' }), 'sec-websocket-protocol')).toEqual(['v1']);
});

it('method is ignored', seen, async () => {
  expect((await request({ method: 'POST' })).method || 'GET').toBe('GET');
});

it('a connection opens where the server chooses none of the subprotocols', clause('CS-4'), async () => {
  my.connectSocket({ url: `${server.url}/fault/upgrade/protocol-none`, protocols: ['v1'] });
  await waitFor('open');
  await my.closeSocket();
  await waitFor('close');
});
