it('enough', () => { expect.assertions(2); expect(1).toBe(1); expect(2).not.toBe(1); });
it('too few', () => { expect.assertions(2); expect(1).toBe(1); });
it('too many', () => { expect.assertions(0); expect(1).toBe(1); });
it('a callback that never ran', async () => {
  expect.hasAssertions();
  await Promise.resolve().catch(() => expect(1).toBe(1));
});
it('promises count', async () => { expect.assertions(1); await expect(Promise.reject(new Error('x'))).rejects.toThrow('x'); });
it('events count', async () => {
  expect.hasAssertions();
  const server = peer();
  my.connectSocket({ url: `${server.url}/echo` });
  await expectEvents(['connectSocket success', 'open']);
  my.closeSocket();
  await waitFor('close');
});
it('a test that failed is told once', () => { expect.assertions(2); expect(1).toBe(2); });
it('a wrong number', () => { expect.assertions('2'); });
it('an argument too many', () => { expect.hasAssertions(2); });
it('knows its name', () => { expect(expect.getState()).toMatchObject({ currentTestName: 'knows its name', assertionCalls: 0 }); });
