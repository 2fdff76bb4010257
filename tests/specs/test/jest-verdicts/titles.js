// Tables, and the titles that their rows get: `jest-titles.js` holds what Jest makes of them.
class Point { constructor(x) { this.x = x; } }
const seen = [];
const note = () => { seen.push(expect.getState().currentTestName); };

test.each([[1, 2.7, 'x'], [-0, '7.9px', 10n]])('1 %i %d %s', note);
test.each([[1.5, '2.5kg', Symbol('s')]])('2 %f %f %f', note);
test.each([[{ a: 1 }, [1, 'b'], 'text']])('3 %j %j %j', note);
test.each([[{ b: 2, a: 'x' }, [1, [2]], 'text']])('4 %p %p %p', note);
test.each([[new Point(1), new Map([[1, 'a']]), new Set(['b'])]])('5 %p %p %p', note);
test.each([[/a/g, new Date(0), new Error('no')]])('6 %p %p %p', note);
test.each([[null, undefined, true]])('7 %s %s %p', note);
test.each([[1], [2]])('8 row %# and %$ of %%', note);
test.each([[1, 2]])('9 %i only', note);
test.each([[1]])('10 %i %i and 100% or %x', note);
test.each([['%s', 'b']])('11 %s %s', note);
test.each(['a', 'b'])('12 %s', note);
test.each([{ a: 1, ab: 'x', c: { d: { e: 2 } }, f: [1, [2]] }])('13 $a $ab $c.d.e $c $c.d $f $none $# 5$', note);
test.each([{ a: null, b: undefined, c: 1n, d: 'q' }])('14 $a $b $c $d %%', note);
test.each([{ a: 1 }])('15 %p $a', note);
test.each([{ 'long name': 3, x: new Point(2) }])('16 $long name $x', note);
test.each`
  a    | b             | name
  ${1} | ${[1, 2]}     | ${'one'}
  ${2} | ${{ deep: {} }} | ${'two'}
`('17 $a $b $name $# %s', note);
test.each([[1, [2]], [3, 4]])('18 %p %p', note);
test.each([[() => 1, function named() {}]])('19 %p %p', note);
test.each([[-0, NaN, Infinity]])('20 %p %p %d', note);
test.each([[{ a: { b: 1 }, c: [1], d: new Point(1), e: () => 1 }]])('21 %p', note);
describe.each([['x', 1]])('22 %s', (name, number) => { test(`${name} ${number}`, note); });
describe.each`
  n
  ${5}
`('23 $n', ({ n }) => { test.each([[n]])('%i', note); });
test.skip.each([[1]])('24 %i', note);
module.exports = { seen };
