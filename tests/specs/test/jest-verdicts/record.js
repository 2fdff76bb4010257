// Makes jest.js: runs the cases under the Jest that is installed in the folder that is named.
const { execFileSync } = require('child_process');
const fs = require('fs');
const path = require('path');
const folder = path.resolve(process.argv[2]);
fs.copyFileSync(path.join(__dirname, 'cases.js'), path.join(folder, 'cases.js'));
const test = "test('verdicts', () => require('fs').writeFileSync('verdicts.json', JSON.stringify(require('./cases.js').verdicts())));";
fs.writeFileSync(path.join(folder, 'record.test.js'), test);
execFileSync(process.execPath, [path.join(folder, 'node_modules/jest/bin/jest.js'), '--rootDir', folder], { cwd: folder, stdio: 'inherit' });
const { version } = require(path.join(folder, 'node_modules/jest/package.json'));
const verdicts = JSON.parse(fs.readFileSync(path.join(folder, 'verdicts.json'), 'utf8'));
fs.writeFileSync(path.join(__dirname, 'jest.js'), `// The verdicts of Jest ${version}; made by record.js.\nmodule.exports = ${JSON.stringify(verdicts, null, 1)};\n`);
