const { verdicts } = require('./cases.js');
const jest = require('./jest.js');
const differences = require('./differences.js');

test('every case has the verdict that Jest gives, but for the differences that are listed', () => {
  const ours = verdicts();
  const other = Object.keys(jest).filter((name) => ours[name] !== jest[name]);
  expect(Object.keys(ours)).toEqual(Object.keys(jest));
  expect(other.sort()).toEqual(Object.keys(differences).sort());
});
