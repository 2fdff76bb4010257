// CB: how calls of `my` tell their end.

afterEach(() => {
  for (const event of ['Open', 'Message', 'Error', 'Close']) my[`offSocket${event}`]();
});

// Calls a function of `my` and resolves with what its callbacks got, in order.
const heard = (call, options = {}) => new Promise((resolve) => {
  const list = [];
  let returned = false;
  const note = (name) => (res) => {
    list.push({ name, res, returned });
    if (name === 'complete') resolve(list);
  };
  const result = call({ ...options, success: note('success'), fail: note('fail'), complete: note('complete') });
  returned = true;
  if (result && result.catch) result.catch(() => {});
});

it('success and complete get the same object, once, after the call returned', clause('CB-1', 'CB-2'), async () => {
  const list = await heard(my.closeSocket);
  expect(list.map((item) => item.name)).toEqual(['success', 'complete']);
  expect(list[0].res).toBe(list[1].res);
  expect(list.every((item) => item.returned)).toBe(true);
  expect(list[0].res).not.toHaveProperty('error');
});

it('fail gets a code and a text', clause('CB-1', 'CB-2'), async () => {
  const list = await heard(my.sendSocketMessage, { data: 'x' });
  expect(list.map((item) => item.name)).toEqual(['fail', 'complete']);
  expect(list[0].res).toEqual({ error: 10, errorMessage: expect.stringContaining('没有建连成功之前无法发送消息') });
  expect(list[0].res).toBe(list[1].res);
});

it('callbacks that are no functions are ignored', clause('CB-1'), async () => {
  // @ts-expect-error no functions
  await my.closeSocket({ success: 1, fail: 'no', complete: {} });
});

it('a callback that throws stops no other one', { tags: ['needs:launch'], clauses: ['CB-3'] }, async () => {
  const app = await launch('app', { allowErrors: true });
  await app.page.call('throwInSuccess');
  expect(app.app.errors.length).toBe(1);
  expect(app.page.data.completed).toBe(true);
});

it('calls return promises that reject with the fail object', clause('CB-4'), async () => {
  await expect(my.closeSocket()).resolves.toEqual({});
  await expect(my.sendSocketMessage({ data: 'x' })).rejects.toMatchObject({ error: 10 });
});

it('a rejection that fail was told of counts as handled', clause('CB-4'), async () => {
  const fail = fn();
  my.sendSocketMessage({ data: 'x', fail });
  await waitFor(() => fail.mock.calls.length > 0);
});

it('options are read once, and odd ones make nothing throw', clause('CB-5'), async () => {
  const reads = [];
  const options = new Proxy({ data: 'x' }, { get(target, key) { reads.push(key); return target[key]; } });
  await my.sendSocketMessage(options).catch(() => {});
  expect(reads).toEqual(['data', 'isBuffer', 'success', 'fail', 'complete']);
  for (const odd of [undefined, null, 'text', 7, [], { data: {} }, { get data() { throw new Error('from a getter'); } }]) {
    // @ts-expect-error no options
    await my.sendSocketMessage(odd).catch(() => {});
    // @ts-expect-error no options
    my.connectSocket(odd);
    // @ts-expect-error no options
    await my.closeSocket(odd).catch(() => {});
  }
});

it('my is an ordinary object, and its functions need no this', clause('CB-6'), async () => {
  const { closeSocket } = my;
  await closeSocket();
  expect(my.hasOwnProperty('connectSocket')).toBe(true);
  expect(Object.keys(my)).toContain('onSocketOpen');
  my.ownAddition = 1;
  expect(my.ownAddition).toBe(1);
  delete my.ownAddition;
  expect(my.anApiThatThereIsNot).toBeUndefined();
});
