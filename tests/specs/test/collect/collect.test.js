describe('marks', () => {
  it.skip('is skipped', () => { throw 1; });
  it.todo('is not written yet');
  describe.skip('a skipped suite', () => { it('is skipped, too', () => { throw 1; }); });
});
describe('tables', () => {
  it.each([[1, 2, 3], [2, 3, 5]])('%i + %i = %i', (a, b, sum) => { expect(a + b).toBe(sum); });
  it.each`
    a    | name
    ${1} | ${'one'}
    ${2} | ${'two'}
  `('$a is $name', ({ a, name }) => { expect([a, name]).toHaveLength(2); });
});
it('has options', { tags: ['slow'], clauses: ['CB-1'] }, () => {});
