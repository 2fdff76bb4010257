describe('a suite', () => {
  beforeAll(() => { for (;;) {} });
  it('waits for its hook', () => {});
});
