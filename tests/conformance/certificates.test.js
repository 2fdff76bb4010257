// PL-3 and error 7: certificates are always checked.

const secure = { tags: ['needs:peer'], clauses: ['PL-3', 'CS-4'] };

it('a good certificate', secure, async () => {
  const server = peer({}, { tls: 'valid' });
  my.connectSocket({ url: `${server.url}/close` });
  await expectEvents(['connectSocket success', 'open', 'close 1000']);
});

it.each([
  ['expired'], ['not-yet-valid'], ['wrong-host'], ['wrong-ip'], ['self-signed'], ['unknown-ca'], ['client-auth-only'],
])('a certificate that is %s is error 7', secure, async (tls) => {
  const server = peer({}, { tls });
  my.connectSocket({ url: `${server.url}/close` });
  await expectEvents(['connectSocket success', 'error 7', 'close 1006'], { never: ['open'] });
});
