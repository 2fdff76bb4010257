it('before', () => {});
it('never comes back', () => { for (;;) {} });
it('after the loop', () => {});
it('overflows the stack', () => { const deep = () => deep() + 1; deep(); });
it('after the stack', () => {});
it('wants all memory', () => { const kept = []; for (;;) kept.push(new ArrayBuffer(1 << 26)); });
it('after the memory', () => {});
