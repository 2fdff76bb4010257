// The error codes, and what really triggers each: contract, "Error codes". Codes 2 to 5 are in connect and replace, 7 in
// certificates, the statuses from 400 on in connect.

const latest = minihost.profile === 'latest';
let server;
beforeEach(() => { server = peer(); });

// What the page hears of a connection that fails before it is open.
const fails = async (code, options) => {
  my.connectSocket(options);
  await expectEvents(['connectSocket success', `error ${code}`, 'close 1006'], { never: ['open'] });
};

it('1: a connection that is reset', clause('CS-4'), () =>
  fails(1, { url: `${server.url}/fault/stream/reset?at=handshake` }));

it('1, or 65 in latest: a host that there is not', { tags: ['needs:clock'], clauses: ['CS-4'] }, async () => {
  my.connectSocket({ url: 'ws://there-is-none.invalid/' });
  // In memory there are no names, only servers that are not there.
  await waitFor(clock.kind === 'real' && latest ? 'error 65' : 'error 1', { timeout: 9000 });
  await waitFor('close 1006');
});

it('1: a TLS handshake that fails for another reason than the certificate', { tags: ['needs:peer'], clauses: ['CS-4'] }, async () => {
  const plain = peer();
  await fails(1, { url: `${plain.url.replace('ws:', 'wss:')}/` });
});

it.each([['tcp'], ['upgrade']])('6: the timeout passes before the server answers (%s)', clause('CS-4'), (at) =>
  fails(6, { url: `${server.url}/stall?at=${at}`, timeout: 100 }));

it('6: the timeout covers the TLS handshake too', { tags: ['needs:peer'], clauses: ['CS-4'] }, () =>
  fails(6, { url: peer({}, { tls: 'hangs' }).url, timeout: 100 }));

it.each([
  ['http/ok'], ['http/ssh'], ['upgrade/upgrade-wrong'], ['upgrade/upgrade-missing'],
  ['upgrade/connection-wrong'], ['upgrade/connection-missing'], ['upgrade/accept-wrong'], ['upgrade/accept-missing'],
  ['upgrade/extension'],
])('8: %s', clause('CS-4'), (path) => fails(8, { url: `${server.url}/fault/${path}` }));

it.each([['upgrade-case'], ['connection-list'], ['connection-lines']])('not 8: %s is legal', clause('CS-4'), async (path) => {
  my.connectSocket({ url: `${server.url}/fault/upgrade/${path}` });
  await waitFor('open');
  await my.closeSocket();
  await waitFor('close');
});

it.each([['protocol-unasked'], ['protocol-case']])('9: %s', clause('CS-4'), (path) =>
  fails(9, { url: `${server.url}/fault/upgrade/${path}`, protocols: ['v1'] }));

it('10: sending before open, while closing, and after the close', clause('SM-3'), async () => {
  const refused = () => expect(my.sendSocketMessage({ data: 'x' })).rejects.toMatchObject({ error: 10 });
  my.connectSocket({ url: `${server.url}/echo` });
  await refused();
  await waitFor('open');
  my.closeSocket();
  await refused();
  await waitFor('close');
  await refused();
});

it('11: a message that is not written when its connection is replaced', clause('SM-3'), async () => {
  my.connectSocket({ url: `${server.url}/echo` });
  await waitFor('open');
  const heard = [];
  my.onSocketClose(({ code }) => heard.push(`close ${code}`));
  my.sendSocketMessage({ data: 'x', fail: ({ error }) => heard.push(`fail ${error}`) });
  my.connectSocket({ url: `${server.url}/close?code=4001` });
  await waitFor('close 4001');
  my.offSocketClose();
  expect(heard).toEqual(['fail 11', 'close 1000', 'close 4001']);
});

it('12: a message over the limit, then close 1009', clause('EV-5'), async () => {
  my.connectSocket({ url: `${server.url}/fault/frame/announce?length=10485761` });
  await expectEvents(['connectSocket success', 'open', 'error 12', 'close 1009']);
});

it('a message of just the limit is no error', clause('EV-4'), async () => {
  my.connectSocket({ url: `${server.url}/fault/frame/size?size=10485760` });
  await waitFor('message');
  await my.closeSocket();
  await waitFor('close');
});

it('each published text comes first, then the concrete cause', clause('CB-2', 'CS-5'), async () => {
  const told = {};
  const note = ({ error, errorMessage }) => { told[error] = errorMessage; };
  my.onSocketError(note);
  for (const url of ['', 'nonsense', 'http://h/']) my.connectSocket({ url, fail: note });
  my.sendSocketMessage({ data: 'x', fail: note });
  my.connectSocket({ url: `${server.url}/stall?at=upgrade`, timeout: 50 });
  await waitFor('close');
  my.connectSocket({ url: `${server.url}/fault/upgrade/accept-wrong` });
  await waitFor('close');
  my.offSocketError();
  const texts = {
    3: 'URL 为空', 4: 'URL 格式不合法', 5: 'URL 地址不是ws或者wss.', 6: 'Timed out connecting to server.',
    8: 'Invalid Sec-WebSocket-Accept response.', 10: '没有建连成功之前无法发送消息',
  };
  for (const [code, text] of Object.entries(texts)) {
    expect(told[code]).toMatch(new RegExp(`^${text}: .`));
  }
});
