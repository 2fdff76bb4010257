// CB-2, EV-3, EV-5, EV-6: what callbacks and listeners really receive, as they receive it.

let server;
beforeEach(() => { server = peer(); });
afterEach(() => {
  for (const event of ['Open', 'Message', 'Error', 'Close']) my[`offSocket${event}`]();
});

it('connectSocket calls success, then complete with the same object, then the listeners', clause('CB-1', 'CS-2'), async () => {
  const heard = [];
  const results = [];
  my.onSocketOpen(() => heard.push('open'));
  const note = (name) => (res) => { heard.push(name); results.push(res); };
  my.connectSocket({ url: `${server.url}/close`, success: note('success'), fail: note('fail'), complete: note('complete') });
  heard.push('returned');
  await waitFor('close');
  expect(heard).toEqual(['returned', 'success', 'complete', 'open']);
  expect(results[0]).toBe(results[1]);
});

it('each callback comes once', clause('CB-1', 'SM-3', 'CL-1'), async () => {
  my.connectSocket({ url: `${server.url}/echo` });
  await waitFor('open');
  const calls = { success: fn(), fail: fn(), complete: fn() };
  my.sendSocketMessage({ data: 'x', ...calls });
  await waitFor('message x');
  my.closeSocket(calls);
  await waitFor('close');
  my.sendSocketMessage({ data: 'x', ...calls });
  await waitFor(() => calls.complete.mock.calls.length >= 3);
  await my.closeSocket();
  const counts = Object.values(calls).map((mock) => mock.mock.calls.length);
  expect(counts).toEqual([2, 1, 3]);
});

it('an error has a code and a text, and one close follows it', clause('EV-5', 'EV-6'), async () => {
  const heard = [];
  my.onSocketError((res) => heard.push(res));
  my.onSocketClose((res) => heard.push(res));
  my.connectSocket({ url: `${server.url}/refuse?status=503` });
  await waitFor('close');
  await my.closeSocket();
  expect(heard).toStrictEqual([
    { error: 503, errorMessage: expect.stringContaining('refuse handshake') }, { code: 1006, reason: '' },
  ]);
});

it('a close has the code and the reason of the server, once', clause('EV-5', 'EV-6'), async () => {
  const heard = [];
  my.onSocketClose((res) => heard.push(res));
  my.connectSocket({ url: `${server.url}/close?code=4002&reason=bye` });
  await waitFor('close');
  await my.closeSocket();
  expect(heard).toStrictEqual([{ code: 4002, reason: 'bye' }]);
});

it('a close frame without a code is told as 1005', clause('EV-6'), async () => {
  const heard = fn();
  my.onSocketClose(heard);
  my.connectSocket({ url: `${server.url}/close?code=` });
  await waitFor('close');
  expect(heard.mock.calls).toEqual([[{ code: 1005, reason: '' }]]);
});

it('a listener that is added in the dispatch hears the next event', clause('EV-3'), async () => {
  const added = fn();
  let first = true;
  my.onSocketMessage(() => { if (first) my.onSocketMessage(added); first = false; });
  my.connectSocket({ url: `${server.url}/push?n=2&close=1000` });
  await waitFor('close');
  expect(added.mock.calls.map(([res]) => res.data)).toEqual(['message 2']);
});

it('a listener that throws stops no other one', { tags: ['needs:launch'], clauses: ['CB-3'] }, async () => {
  const app = await launch('app', { allowErrors: true });
  await app.page.call('throwInListener', server.url);
  await waitFor(() => app.page.data.heardAfterThrow);
  expect(app.app.errors).toHaveLength(1);
  await app.close();
});
