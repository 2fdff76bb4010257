// ST: SocketTasks beside the single connection.

const latest = minihost.profile === 'latest';
const METHODS = ['send', 'close', 'onOpen', 'onMessage', 'onError', 'onClose', 'offOpen', 'offMessage', 'offError', 'offClose'];
const EVENTS = ['Open', 'Message', 'Error', 'Close'];
let server;
let tasks;
beforeEach(() => { server = peer(); tasks = []; });
afterEach(async () => {
  for (const event of EVENTS) my[`offSocket${event}`]();
  for (const task of tasks) await task.close();
  await my.closeSocket();
  await waitFor(() => tasks.every((task) => task.readyState === 3));
  await new Promise((resolve) => { setTimeout(resolve, 20); });
});

const connect = (path, more = {}) => {
  const task = my.connectSocket({ url: `${server.url}${path}`, multiple: true, ...more });
  tasks.push(task);
  return task;
};
const until = (task, event) => new Promise((resolve) => { task[`on${event}`](resolve); });

it('has its methods on the prototype, takes fields, and its readyState is read only', clause('ST-1'), async () => {
  const task = connect('/echo');
  expect(Object.keys(task)).toEqual([]);
  for (const name of METHODS) expect(typeof Object.getPrototypeOf(task)[name]).toBe('function');
  expect(Object.getPrototypeOf(connect('/echo'))).toBe(Object.getPrototypeOf(task));
  expect(Object.prototype.toString.call(task)).toBe('[object SocketTask]');
  // Not of the declared type, which has no such fields.
  const own = Object(task);
  own.mine = 1;
  expect(own.mine).toBe(1);
  expect(() => { 'use strict'; own.readyState = 3; }).toThrow(TypeError);
  expect(task.readyState).toBe(0);
});

it('its readyState follows what the page was told', clause('ST-1'), async () => {
  const task = connect('/echo');
  expect(task.readyState).toBe(0);
  await expect(task.send({ data: 'early' })).rejects.toMatchObject({ error: 10 });
  await until(task, 'Open');
  expect(task.readyState).toBe(1);
  const closed = until(task, 'Close');
  task.close({ code: 4001, reason: 'bye' });
  expect(task.readyState).toBe(2);
  await expect(task.send({ data: 'late' })).rejects.toMatchObject({ error: 10 });
  const { reason, ...rest } = await closed;
  // It is the server's: some repeat this side's, some give none.
  expect(['', 'bye']).toContain(reason);
  expect(rest).toEqual({ code: 4001, data: { code: 4001, reason } });
  expect(task.readyState).toBe(3);
  await expect(task.send({ data: 'too late' })).rejects.toMatchObject({ error: 10 });
  await task.close();
});

it('a method without its task fails, and does not throw', clause('ST-1'), async () => {
  const { send, close, onOpen } = connect('/echo');
  await expect(send({ data: 'x' })).rejects.toMatchObject({ error: latest ? 2 : 1 });
  await expect(close()).rejects.toMatchObject({ error: latest ? 2 : 1 });
  expect(onOpen(() => {})).toBeUndefined();
});

it('closing before it is open: close 1000, no open, no error', clause('ST-1'), async () => {
  const task = connect('/echo');
  const never = fn();
  task.onOpen(never);
  task.onError(never);
  const closed = until(task, 'Close');
  await task.close();
  expect(await closed).toMatchObject({ code: 1000 });
  expect(never).not.toHaveBeenCalled();
});

it('off removes one listener or all, also while the event is told', clause('ST-1'), async () => {
  const task = connect('/echo');
  const second = fn();
  const third = fn();
  task.onMessage(() => task.offMessage(second));
  task.onMessage(second);
  task.onMessage(third);
  task.onClose(third);
  task.offClose();
  await until(task, 'Open');
  await task.send({ data: 'a' });
  await waitFor(() => third.mock.calls.length === 1);
  expect(second).not.toHaveBeenCalled();
});

it('events of tasks go to the task alone, and of the single connection to my alone', clause('ST-2'), async () => {
  const heard = [];
  for (const event of EVENTS) my[`onSocket${event}`]((res) => heard.push(`my ${event} ${event === 'Message' ? res.data : ''}`.trim()));
  for (let index = 0; index < 5; index += 1) connect('/echo');
  tasks.forEach((task, index) => task.onMessage((res) => heard.push(`${index} ${res.data.data}`)));
  const opened = tasks.map((task) => until(task, 'Open'));
  my.connectSocket({ url: `${server.url}/echo`, multiple: false });
  await Promise.all(opened);
  await waitFor(() => heard.includes('my Open'));
  tasks.forEach((task, index) => task.send({ data: `to ${index}` }));
  my.sendSocketMessage({ data: 'single' });
  await waitFor(() => heard.length === 7);
  expect([...heard].sort()).toEqual(['0 to 0', '1 to 1', '2 to 2', '3 to 3', '4 to 4', 'my Message single', 'my Open']);
  const closed = until(tasks[2], 'Close');
  tasks[2].close();
  await closed;
  expect(tasks.map((task) => task.readyState)).toEqual([1, 1, 3, 1, 1]);
  await my.closeSocket();
  await waitFor(() => heard.includes('my Close'));
  expect(tasks.map((task) => task.readyState)).toEqual([1, 1, 3, 1, 1]);
});

it('the sixth fails with 3, until one of the five is closed', clause('ST-2'), async () => {
  for (let index = 0; index < 5; index += 1) connect('/echo');
  await Promise.all(tasks.map((task) => until(task, 'Open')));
  const failed = await new Promise((fail) => { connect('/echo', { fail }); });
  expect(failed).toMatchObject({ error: 3 });
  expect(tasks[5].readyState).toBe(3);
  await expect(tasks[5].send({ data: 'x' })).rejects.toMatchObject({ error: 10 });
  const again = new Promise((resolve) => {
    tasks[0].onClose(() => resolve(until(connect('/echo'), 'Open')));
  });
  tasks[0].close();
  await again;
  expect(tasks.map((task) => task.readyState)).toEqual([3, 1, 1, 1, 1, 3, 1]);
});

it('a task that fails disturbs no other', clause('ST-2'), async () => {
  const good = connect('/echo');
  await until(good, 'Open');
  const bad = connect('/refuse?status=503');
  await until(bad, 'Close');
  expect([good.readyState, bad.readyState]).toEqual([1, 3]);
  const message = until(good, 'Message');
  await good.send({ data: 'still here' });
  expect((await message).data.data).toBe('still here');
});

it('payloads are nested', clause('ST-3'), async () => {
  const task = connect('/echo');
  const open = await until(task, 'Open');
  expect(Object.keys(open).sort()).toEqual(['data', 'header', 'socketTaskID']);
  expect(open.data).toEqual({ socketTaskID: open.socketTaskID, header: open.header });
  expect(typeof open.socketTaskID).toBe('string');
  const text = until(task, 'Message');
  await task.send({ data: 'hi' });
  expect(await text).toEqual({
    data: { socketTaskID: open.socketTaskID, data: 'hi', isBuffer: false }, isBuffer: false, message: 'hi',
  });
  const bad = connect('/refuse?status=503');
  const order = [];
  bad.onError(() => order.push('error'));
  bad.onClose(() => order.push('close'));
  const error = until(bad, 'Error');
  const close = until(bad, 'Close');
  const { data, ...flat } = await error;
  expect(flat.error).toBe(503);
  expect(data).toMatchObject(flat);
  expect(await close).toEqual({ code: 1006, reason: '', data: { code: 1006, reason: '' } });
  expect(order).toEqual(['error', 'close']);
});
