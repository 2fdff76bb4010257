// CS-3, CS-6: a second connectSocket while there is a connection.

let server;
beforeEach(() => { server = peer(); });
afterEach(() => {
  for (const event of ['Open', 'Message', 'Error', 'Close']) my[`offSocket${event}`]();
});

// Everything that listeners hear from now on.
const listen = () => {
  const heard = [];
  my.onSocketOpen(() => heard.push('open'));
  my.onSocketMessage((res) => heard.push(res.data));
  my.onSocketError((res) => heard.push(`error ${res.error}`));
  my.onSocketClose((res) => heard.push(`close ${res.code}`));
  return heard;
};

it('nothing of the old connection comes after the second call but its close, whatever was in flight', clause('CS-6'), async () => {
  const heard = listen();
  let called = false;
  my.onSocketMessage(() => {
    if (called) return;
    called = true;
    my.connectSocket({ url: `${server.url}/push?n=1&text=new&close=4001` });
  });
  my.connectSocket({ url: `${server.url}/push?n=20&text=old` });
  await waitFor(() => heard.includes('close 4001'));
  expect(heard).toEqual(['open', 'old', 'close 1000', 'open', 'new', 'close 4001']);
});

it('a dial that is replaced closes with 1006 and without an error', clause('CS-6'), async () => {
  const heard = listen();
  my.connectSocket({ url: `${server.url}/stall?at=upgrade` });
  my.connectSocket({ url: `${server.url}/close?code=4001` });
  await waitFor(() => heard.includes('close 4001'));
  expect(heard).toEqual(['close 1006', 'open', 'close 4001']);
});

it('the server of the old connection gets 1000', { tags: ['needs:peer'], clauses: ['CS-6'] }, async () => {
  my.connectSocket({ url: `${server.url}/echo` });
  await waitFor('open');
  my.connectSocket({ url: `${server.url}/close?code=4001` });
  await waitFor('close 4001');
  await waitFor(() => server.received.some((record) => record.event === 'close' && record.code === 1000));
});

it('a call that fails leaves the connection alone', clause('CS-3'), async () => {
  const heard = listen();
  my.connectSocket({ url: `${server.url}/echo` });
  await waitFor('open');
  const fail = fn();
  for (const url of ['', 'nonsense', 'http://h/']) my.connectSocket({ url, fail });
  await waitFor(() => fail.mock.calls.length === 3);
  await my.sendSocketMessage({ data: 'still there' });
  await waitFor(() => heard.includes('still there'));
  expect(fail.mock.calls.map(([res]) => res.error)).toEqual([3, 4, 5]);
  await my.closeSocket();
  await waitFor('close');
});
