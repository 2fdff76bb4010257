function search(list) {
  let at = 0;
  while (list[at] !== 'gone') at = (at + 1) % list.length;
  return at;
}
it('loops in a callback', () => {
  [['a', 'b']].forEach((list) => search(list));
});
