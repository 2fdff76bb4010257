it('remembers calls', () => {
  const double = fn((n) => n * 2);
  expect(double(2)).toBe(4);
  expect(() => fn(() => { throw new Error('x'); })()).toThrow('x');
  expect(double).toHaveBeenCalledWith(2);
  expect(double.mock.calls).toEqual([[2]]);
  expect(double.mock.results).toEqual([{ type: 'return', value: 4 }]);
});
it('does what it is told', async () => {
  const f = fn().mockReturnValue('always').mockReturnValueOnce('once');
  expect([f(), f(), f()]).toEqual(['once', 'always', 'always']);
  f.mockResolvedValueOnce(7).mockRejectedValueOnce(new Error('no'));
  await expect(f()).resolves.toBe(7);
  await expect(f()).rejects.toThrow('no');
  f.mockReset();
  expect(f()).toBeUndefined();
  expect(f).toHaveBeenCalledTimes(1);
});
const shared = { greet(name) { return `hi ${name}`; } };
it('spies, and lets through', () => {
  const spy = spyOn(shared, 'greet');
  expect(shared.greet('you')).toBe('hi you');
  expect(spy).toHaveBeenLastCalledWith('you');
  spy.mockImplementation(() => 'no');
  expect(shared.greet('you')).toBe('no');
});
it('puts everything back', () => { expect(shared.greet('me')).toBe('hi me'); });
