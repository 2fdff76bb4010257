// EV: what listeners hear, and when.

const latest = minihost.profile === 'latest';
let server;
beforeEach(() => { server = peer(); });
afterEach(() => {
  for (const event of ['Open', 'Message', 'Error', 'Close']) my[`offSocket${event}`]();
});

it('all listeners are called, in order, the same one twice', clause('EV-1'), async () => {
  const calls = [];
  const twice = () => calls.push('twice');
  expect(my.onSocketOpen(() => calls.push('first'))).toBeUndefined();
  my.onSocketOpen(twice);
  my.onSocketOpen(twice);
  my.connectSocket({ url: `${server.url}/close` });
  await waitFor('close');
  expect(calls).toEqual(['first', 'twice', 'twice']);
});

it('listeners survive a reconnect', clause('EV-1'), async () => {
  const opened = fn();
  my.onSocketOpen(opened);
  for (let round = 0; round < 3; round += 1) {
    my.connectSocket({ url: `${server.url}/close` });
    await waitFor('close');
  }
  expect(opened).toHaveBeenCalledTimes(3);
});

it('nothing is kept for a listener that comes too late', { tags: ['needs:clock'], clauses: ['EV-1'] }, async () => {
  const late = fn();
  my.connectSocket({ url: `${server.url}/push?n=1&close=1000` });
  await waitFor('close');
  my.onSocketMessage(late);
  await clock.advance(10);
  expect(late).not.toHaveBeenCalled();
});

it('off removes one function, or all', clause('EV-2'), async () => {
  const kept = fn();
  const removed = fn();
  my.onSocketOpen(removed);
  my.onSocketOpen(kept);
  my.onSocketClose(removed);
  my.offSocketOpen(removed);
  my.offSocketOpen(() => {});
  my.offSocketClose();
  my.connectSocket({ url: `${server.url}/close` });
  await waitFor('close');
  expect(kept).toHaveBeenCalledTimes(1);
  expect(removed).not.toHaveBeenCalled();
});

it('each message is a macrotask of its own, and jobs run after each listener', clause('EV-3'), async () => {
  const order = [];
  for (const name of ['a', 'b']) {
    my.onSocketMessage((res) => {
      order.push(`${name}${res.data}`);
      Promise.resolve().then(() => order.push(`job of ${name}${res.data}`));
    });
  }
  my.connectSocket({ url: `${server.url}/push?n=2&text=x&close=1000` });
  await waitFor('close');
  expect(order).toEqual(['ax', 'job of ax', 'bx', 'job of bx', 'ax', 'job of ax', 'bx', 'job of bx']);
});

it('a listener that is removed in the dispatch is skipped', clause('EV-3'), async () => {
  const second = fn();
  my.onSocketOpen(() => my.offSocketOpen(second));
  my.onSocketOpen(second);
  my.connectSocket({ url: `${server.url}/close` });
  await waitFor('close');
  expect(second).not.toHaveBeenCalled();
});

it('a listener added in open sees the first message, one added in success sees open', clause('EV-4'), async () => {
  const heard = [];
  my.connectSocket({
    url: `${server.url}/push?n=1&close=1000`,
    success: () => my.onSocketOpen(() => {
      heard.push('open');
      my.onSocketMessage((res) => heard.push(res.data));
    }),
  });
  await waitFor('close');
  expect(heard).toEqual(['open', 'message 1']);
});

it('an error and a close come once each', { tags: ['needs:log', 'needs:clock'], clauses: ['EV-5'] }, async () => {
  my.connectSocket({ url: `${server.url}/fault/frame/masked` });
  await waitFor('close');
  await clock.advance(50);
  const told = events().filter((event) => event.kind === 'event').map((event) => event.label.split(' ')[0]);
  expect(told).toEqual(['open', 'error', 'close']);
});

it('payloads have these keys and no others', clause('EV-6'), async () => {
  const heard = {};
  for (const event of ['Open', 'Message', 'Close']) my[`onSocket${event}`]((res) => { heard[event] = heard[event] || res; });
  my.connectSocket({ url: `${server.url}/push?n=1&text=hi&close=4001` });
  await waitFor('close');
  expect(Object.keys(heard.Open)).toEqual(latest ? ['header'] : []);
  expect(heard.Message).toStrictEqual({ data: 'hi', isBuffer: false });
  expect(heard.Close).toStrictEqual({ code: 4001, reason: '' });
});

it('a close without a code is 1005', clause('EV-6'), async () => {
  my.connectSocket({ url: `${server.url}/close?code=` });
  await waitFor('close 1005');
});

it('binary messages are base64 in classic, and bytes in latest', clause('EV-6', 'SM-1'), async () => {
  const heard = fn();
  my.onSocketMessage(heard);
  my.connectSocket({ url: `${server.url}/echo` });
  await waitFor('open');
  my.sendSocketMessage({ data: 'AQID/w==', isBuffer: true });
  await waitFor('message');
  const { data, isBuffer } = heard.mock.lastCall[0];
  expect(isBuffer).toBe(true);
  if (latest) expect(data).toEqual(new Uint8Array([1, 2, 3, 255]).buffer);
  else expect(data).toBe('AQID/w==');
  await my.closeSocket();
  await waitFor('close');
});
