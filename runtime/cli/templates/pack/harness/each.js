// `it.each(table)`: its rows, and their titles.
const { show } = require('./show');

// A list of rows, or a tagged template whose first line names the columns.
function rows(table, values) {
  if (!Array.isArray(table)) throw new TypeError('each: the table is a list of rows, as in it.each([[1, 2], [3, 4]])');
  if (!('raw' in table)) return table.map((row) => (Array.isArray(row) ? row : [row]));
  const names = table[0].trim().split('\n')[0].split('|').map((name) => name.trim());
  const found = [];
  for (let at = 0; at < values.length; at += names.length) {
    const row = {};
    names.forEach((name, index) => { row[name] = values[at + index]; });
    found.push([row]);
  }
  return found;
}

const plain = (value) => (typeof value === 'string' ? value : show(value));
const quoted = (value) => (typeof value === 'string' ? `"${value}"` : show(value));

function shown(value, kind) {
  if (kind === 'i') return String(typeof value === 'number' ? Math.trunc(value) : NaN);
  if (kind === 'd' || kind === 'f') return String(typeof value === 'number' ? value : NaN);
  if (kind === 'p') return quoted(value);
  if (kind === 'j') return String(JSON.stringify(value));
  return plain(value);
}

function memberOf(row, path) {
  let value = row[0];
  for (const name of path.split('.')) {
    if (value === null || typeof value !== 'object' || !(name in value)) return `$${path}`;
    value = value[name];
  }
  return plain(value);
}

// The row's title: `%s %d %i %f %j %o %p` take the next value, `%#` is the index, `$name` a member of the first value.
function title(template, row, index) {
  let next = 0;
  return template.replace(/%([%#sdifjop])|\$([A-Za-z_]\w*(?:\.\w+)*)/g, (sign, kind, path) => {
    if (path) return memberOf(row, path);
    if (kind === '%') return '%';
    if (kind === '#') return String(index);
    if (next >= row.length) return sign;
    next += 1;
    return shown(row[next - 1], kind);
  });
}

module.exports = { rows, title };
