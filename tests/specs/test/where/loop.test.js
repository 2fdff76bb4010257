it('before', () => {});
it('loops', () => {
  let count = 0;
  while (true) {
    count += 1;
  }
});
it('after', () => {});
