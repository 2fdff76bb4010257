it.failing('throws', () => { throw new Error('known'); });
it.failing('is rejected', async () => { await expect(Promise.resolve(1)).rejects.toBe(2); });
it.failing('fails in a timer', async () => { setTimeout(() => { throw new Error('known'); }, 5); await clock.advance(10); });
it.failing('takes too long', { timeout: 50 }, () => new Promise(() => {}));
it.failing.each([[1], [2]])('fails for %i', (n) => { expect(n).toBe(3); });
it.skip.failing('is skipped', () => {});
it.failing('passes after all', () => { expect(1).toBe(1); });
