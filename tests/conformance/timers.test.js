// FW-3: timers.

const timers = { tags: ['needs:clock'], clauses: ['FW-3'] };

it('ids are numbers, arguments are passed on, timers are in order', timers, async () => {
  const calls = [];
  const id = setTimeout((...values) => calls.push(values), 20, 'late', 2);
  setTimeout((...values) => calls.push(values), 10, 'early');
  expect(typeof id).toBe('number');
  await clock.advance(50);
  expect(calls).toEqual([['early'], ['late', 2]]);
});

it('a timer that is cleared does not fire', timers, async () => {
  const never = fn();
  clearTimeout(setTimeout(never, 10));
  clearTimeout(undefined);
  await clock.advance(50);
  expect(never).not.toHaveBeenCalled();
});

it('an interval fires until it is cleared', timers, async () => {
  const calls = fn();
  const id = setInterval(calls, 10);
  await waitFor(() => calls.mock.calls.length >= 3);
  clearInterval(id);
  const count = calls.mock.calls.length;
  await clock.advance(50);
  expect(calls).toHaveBeenCalledTimes(count);
});

it('code as text is refused', clause('FW-3'), () => {
  /** @type {any} */
  const code = '1 + 1';
  expect(() => setTimeout(code, 0)).toThrow(TypeError);
});
