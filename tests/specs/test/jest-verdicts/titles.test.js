const { seen } = require('./titles.js');
const jest = require('./jest-titles.js');

test('the rows of tables have the titles that Jest gives them', () => {
  expect(seen).toEqual(jest);
});
