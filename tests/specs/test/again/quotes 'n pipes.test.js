describe("it's | a (suite)", () => {
  it('costs $5; `echo` "x" \\ *', () => { throw new Error('no'); });
});
