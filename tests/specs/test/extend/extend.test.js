expect.extend({
  toBeWithin(received, low, high) {
    const pass = received >= low && received <= high;
    return { pass, message: () => `${this.utils.printReceived(received)} is ${pass ? '' : 'not '}within ${low} and ${high}` };
  },
  async toComeTo(received, wanted) {
    const value = await received;
    return { pass: this.equals(value, wanted), message: () => `came to ${value}${this.isNot ? ' after all' : ''}` };
  },
  toReturnNothing() {},
});

it('fits', async () => {
  expect(5).toBeWithin(1, 9);
  expect(50).not.toBeWithin(1, 9);
  await expect(Promise.resolve(5)).resolves.toBeWithin(1, 9);
  await expect(Promise.resolve({ a: 1 })).toComeTo({ a: 1 });
  expect({ n: 5, list: [50] }).toEqual({ n: expect.toBeWithin(1, 9), list: [expect.not.toBeWithin(1, 9)] });
  expect.assertions(5);
});
it('does not fit', () => { expect(50).toBeWithin(1, 9); });
it('fits, and should not', () => { expect(5).not.toBeWithin(1, 9); });
it('does not fit later', async () => { await expect(Promise.resolve(1)).toComeTo(2); });
it('does not fit inside of a value', () => { expect({ n: 50 }).toEqual({ n: expect.toBeWithin(1, 9) }); });
it('is rejected', async () => { await expect(Promise.reject(new Error('no'))).resolves.toBeWithin(1, 9); });
it('is no matcher', () => { expect(1).toReturnNothing(); });
it('is no function', () => { expect.extend({ toBeNothing: 5 }); });
