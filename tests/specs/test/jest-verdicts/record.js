// Makes jest.js and jest-titles.js: runs the cases under the Jest that is installed in the folder that is named.
const { execFileSync } = require('child_process');
const fs = require('fs');
const path = require('path');
const folder = path.resolve(process.argv[2]);
const made = (name) => JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8'));
for (const name of ['cases.js', 'titles.js']) fs.copyFileSync(path.join(__dirname, name), path.join(folder, name));
const write = (name, value) => `require('fs').writeFileSync('${name}', JSON.stringify(${value}));`;
fs.writeFileSync(path.join(folder, 'record.test.js'), `test('verdicts', () => { ${write('verdicts.json', "require('./cases.js').verdicts()")} });`);
fs.writeFileSync(path.join(folder, 'titles.test.js'), `const { seen } = require('./titles.js'); afterAll(() => { ${write('titles.json', 'seen')} });`);
execFileSync(process.execPath, [path.join(folder, 'node_modules/jest/bin/jest.js'), '--rootDir', folder], { cwd: folder, stdio: 'inherit' });
const { version } = require(path.join(folder, 'node_modules/jest/package.json'));
const keep = (name, what, value) => fs.writeFileSync(path.join(__dirname, name), `// ${what} of Jest ${version}; made by record.js.\nmodule.exports = ${JSON.stringify(value, null, 1)};\n`);
keep('jest.js', 'The verdicts', made('verdicts.json'));
keep('jest-titles.js', 'The titles', made('titles.json'));
