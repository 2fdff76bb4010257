// Values as one line of text.

const DEEPEST = 6;
const LONGEST = 400;

const hex = (buffer) => Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, '0')).join(' ');

function text(value, open) {
  if (typeof value === 'string') return `'${value}'`;
  if (typeof value === 'function') return value.name ? `[Function: ${value.name}]` : '[Function]';
  if (typeof value === 'bigint') return `${value}n`;
  if (value === null || typeof value !== 'object') return Object.is(value, -0) ? '-0' : String(value);
  if (value.shownAs) return value.shownAs;
  if (value instanceof Error) return `[${value}]`;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString();
  if (value instanceof RegExp) return String(value);
  if (value instanceof ArrayBuffer) return `ArrayBuffer <${hex(value)}>`;
  if (open.includes(value)) return '[Circular]';
  if (open.length > DEEPEST) return '…';
  const inner = (item) => text(item, [...open, value]);
  if (value instanceof Map) return `Map {${Array.from(value, ([key, item]) => `${inner(key)} => ${inner(item)}`).join(', ')}}`;
  if (value instanceof Set) return `Set {${Array.from(value, inner).join(', ')}}`;
  if (Array.isArray(value)) return value.length > 0 ? `[ ${value.map(inner).join(', ')} ]` : '[]';
  const members = Object.keys(value).map((key) => `${/^[\w$]+$/.test(key) ? key : `'${key}'`}: ${inner(value[key])}`);
  return members.length > 0 ? `{ ${members.join(', ')} }` : '{}';
}

function show(value) {
  const shown = text(value, []);
  return shown.length > LONGEST ? `${shown.slice(0, LONGEST)}…` : shown;
}

module.exports = { show };
