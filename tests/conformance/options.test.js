// CB-4, CB-5, CB-6: how calls read what they are given.

const latest = minihost.profile === 'latest';
const reading = (target, reads) => new Proxy(target, { get(object, key) { reads.push(key); return object[key]; } });

it('connectSocket and closeSocket read each option once, in the order of the table', clause('CB-5'), async () => {
  const reads = [];
  my.connectSocket(reading({ url: '' }, reads));
  expect(reads.filter((key) => key !== 'headers')).toEqual(
    ['url', 'data', 'header', 'protocols', 'multiple', 'timeout', 'success', 'fail', 'complete']);
  reads.length = 0;
  await my.closeSocket(reading({}, reads));
  expect(reads).toEqual(['code', 'reason', 'success', 'fail', 'complete']);
});

it('a getter that throws makes the call fail, and leaves no connection', clause('CB-5'), async () => {
  const server = peer();
  const fail = fn();
  const options = { url: `${server.url}/echo`, fail };
  Object.defineProperty(options, 'timeout', { get() { throw new Error('from the page'); } });
  my.connectSocket(options);
  await waitFor(() => fail.mock.calls.length === 1);
  expect(fail.mock.lastCall[0]).toEqual({ error: latest ? 2 : 1, errorMessage: expect.stringContaining('from the page') });
  await expect(my.sendSocketMessage({ data: 'x' })).rejects.toMatchObject({ error: 10 });
});

it('options that there are not are ignored', clause('CB-5'), async () => {
  const options = /** @type {any} */ ({ code: 1000, later: true, [Symbol('s')]: 1 });
  await my.closeSocket(options);
});

it('a rejection counts as handled where fail or complete was given', clause('CB-4'), async () => {
  const complete = fn();
  my.sendSocketMessage({ data: 'x', complete });
  await waitFor(() => complete.mock.calls.length === 1);
});

it('a rejection that nobody handles is reported', { tags: ['needs:launch'], clauses: ['CB-4', 'FW-4'] }, async () => {
  const app = await launch('app', { allowErrors: true });
  await app.page.call('sendCarelessly');
  await waitFor(() => app.app.rejections.length > 0);
  expect(app.app.rejections).toHaveLength(1);
});

it('pages may put functions of their own in the place of those of my', clause('CB-6'), async () => {
  const { closeSocket } = my;
  my.closeSocket = /** @type {any} */ (() => 'patched');
  const patched = /** @type {any} */ (my.closeSocket());
  my.closeSocket = closeSocket;
  expect(patched).toBe('patched');
  expect(Object.getOwnPropertyDescriptor(my, 'closeSocket')).toMatchObject({ writable: true, enumerable: true, configurable: true });
});
