describe('what a failure looks like', () => {
  it('a difference', () => {
    expect({ list: [1, { deep: 'x' }], same: true }).toEqual({ list: [1, { deep: 'y' }], same: true });
  });
  it('a short one', () => { expect(1 + 1).toBe(3); });
  it('a throw', () => { undefined.x; });
  it('a promise', async () => { await expect(Promise.resolve(1)).rejects.toThrow('no'); });
  it('events', async () => {
    const server = peer();
    my.connectSocket({ url: `${server.url}/refuse` });
    await expectEvents(['connectSocket success', 'open', 'close 1000']);
  });
  it('an event that never comes', async () => { await waitFor('open', { timeout: 1000 }); });
  it('an error in a timer', async () => {
    setTimeout(() => { throw new Error('in a timer'); }, 5);
    await clock.advance(10);
  });
  it('too long', { timeout: 500 }, () => new Promise(() => {}));
});
