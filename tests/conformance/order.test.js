// EV-3, EV-4, EV-5: what comes before what.

let server;
beforeEach(() => { server = peer(); });
afterEach(() => {
  for (const event of ['Open', 'Message', 'Error', 'Close']) my[`offSocket${event}`]();
});

it('success and every promise job that it starts are done before open', clause('EV-3', 'CS-2'), async () => {
  const order = [];
  const chain = (left) => Promise.resolve().then(() => { order.push(left); return left > 0 ? chain(left - 1) : undefined; });
  my.onSocketOpen(() => order.push('open'));
  my.connectSocket({ url: `${server.url}/close`, success: () => { chain(5); } });
  await waitFor('close');
  expect(order).toEqual([5, 4, 3, 2, 1, 0, 'open']);
});

it('open comes before a message that was in the same segment as the 101', clause('EV-4'), async () => {
  my.connectSocket({ url: `${server.url}/fault/upgrade/with-frame?text=first` });
  await expectEvents(['connectSocket success', 'open', 'message first', 'close 1000']);
});

it('messages that came before the close frame come before close', clause('EV-4'), async () => {
  my.connectSocket({ url: `${server.url}/push?n=3&text=x&close=4000` });
  await expectEvents(['connectSocket success', 'open', 'message x', 'message x', 'message x', 'close 4000']);
});

it('a server that ends TCP without a close frame: close 1006', clause('EV-6'), async () => {
  my.connectSocket({ url: `${server.url}/fault/stream/fin?at=open` });
  await expectEvents(['connectSocket success', 'open', 'close 1006']);
});

it.each([['close'], ['error']])('whatever follows is not told after %s', clause('EV-5'), async (last) => {
  const path = last === 'close' ? '/fault/close/data-after?code=4000' : '/fault/frame/opcode';
  my.connectSocket({ url: server.url + path });
  await waitFor('close');
  const more = fn();
  for (const event of ['Open', 'Message', 'Error', 'Close']) my[`onSocket${event}`](more);
  await my.closeSocket();
  await my.closeSocket();
  expect(more).not.toHaveBeenCalled();
});

it('off removes every registration of a function', clause('EV-2'), async () => {
  const twice = fn();
  my.onSocketOpen(twice);
  my.onSocketOpen(twice);
  my.offSocketOpen(twice);
  my.connectSocket({ url: `${server.url}/close` });
  await waitFor('close');
  expect(twice).not.toHaveBeenCalled();
});

it('on and off ignore what is no function', clause('EV-1', 'EV-2', 'CB-1'), async () => {
  const kept = fn();
  my.onSocketOpen(kept);
  const strange = /** @type {any} */ ([null, 'text', 7, {}]);
  for (const value of strange) {
    expect(my.onSocketOpen(value)).toBeUndefined();
    expect(my.offSocketOpen(value)).toBeUndefined();
  }
  my.connectSocket({ url: `${server.url}/close` });
  await waitFor('close');
  expect(kept).toHaveBeenCalledTimes(1);
});

it('listeners survive a change of pages', { tags: ['needs:launch'], clauses: ['EV-1'] }, async () => {
  const app = await launch('app');
  await app.page.call('countOpens');
  const first = app.page;
  await app.navigate('/pages/other/other');
  await app.page.call('connect', `${server.url}/close`);
  await waitFor('close');
  expect(first.data.opens).toBe(1);
});

it('closeAfterError: false leaves the close out', { tags: ['needs:launch'], clauses: ['EV-5'] }, async () => {
  const app = await launch('app', { config: { closeAfterError: false } });
  await app.page.call('listen');
  await app.page.call('connect', `${server.url}/refuse?status=500`);
  await waitFor(() => app.page.data.heard.length > 0);
  await app.page.call('connect', `${server.url}/close?code=4001`);
  await waitFor(() => app.page.data.heard.includes('close 4001'));
  expect(app.page.data.heard).toEqual(['error 500', 'open', 'close 4001']);
});
