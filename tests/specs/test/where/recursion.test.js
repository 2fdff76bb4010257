it('branches', () => {
  const count = (n) => n === 0 ? 1 : count(n - 1) + count(n - 1);
  count(50);
});
