const connect = (kind) => {
  const server = peer({}, { tls: kind });
  my.connectSocket({ url: `${server.url}/echo` });
  return server;
};

it('speaks TLS', async () => {
  const server = connect('valid');
  expect(server.url).toMatch(/^wss:/);
  await waitFor('open');
  my.sendSocketMessage({ data: 'hi' });
  await waitFor('message hi');
  my.closeSocket();
  await waitFor('close 1000');
  expect(server.texts).toEqual(['hi']);
});

it.each([
  ['expired', 7], ['not-yet-valid', 7], ['wrong-host', 7], ['wrong-ip', 7], ['self-signed', 7], ['unknown-ca', 7],
  ['client-auth-only', 7], ['old-protocol', 1], ['client-certificate', 1], ['client-certificate-tls12', 1],
  ['closes-at-hello', 1], ['plain-http', 1],
])('%s is error %i', async (kind, code) => {
  connect(kind);
  await expectEvents(['connectSocket success', `error ${code}`, 'close 1006'], { never: ['open'] });
});

it('a server that hangs in the TLS handshake', async () => {
  const server = peer({}, { tls: 'hangs' });
  my.connectSocket({ url: `${server.url}/echo`, timeout: 400 });
  await expectEvents(['connectSocket success', 'error 6', 'close 1006'], { never: ['open'] });
});

it('wss to a server without TLS', async () => {
  const server = peer();
  my.connectSocket({ url: `${server.url.replace('ws:', 'wss:')}${clock.kind === 'virtual' ? ':80' : ''}/echo` });
  await expectEvents(['connectSocket success', 'error 1', 'close 1006']);
});

it('wrong options', () => {
  expect(() => peer({}, { tls: 'lax' })).toThrow('peer: tls: "lax" is no kind of TLS server; there are valid, expired');
  expect(() => peer({}, { tls: 1 })).toThrow('tls is a text');
  expect(() => peer({}, 'valid')).toThrow('the options are an object');
});
