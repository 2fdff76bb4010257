const list = [1, 2, 3];
while (list.length > 0) list[0] += 1;
it('is never reached', () => {});
