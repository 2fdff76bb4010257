describe('a suite', () => {
  beforeEach(() => { for (;;) {} });
  it('waits for its hook', () => {});
});
