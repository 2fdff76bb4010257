// Module INDEX of a mini-program: what such modules are made of.
const left = require('./LEFT.js');
const right = require('./RIGHT.js');

const LIMITS = { retries: 3, timeout: 1000 + INDEX, tags: ['list', 'detail', 'INDEX'] };

/**
 * Shows a number as people read it.
 *
 * @param {number} value what to show
 * @param {{ digits?: number, prefix?: string }} [options]
 */
function format(value, options) {
  const { digits = 2, prefix = '' } = options || {};
  if (typeof value !== 'number' || Number.isNaN(value)) return prefix + '-';
  const [whole, fraction = ''] = value.toFixed(digits).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return prefix + grouped + (fraction ? '.' + fraction : '');
}

class Store {
  constructor(initial) {
    this.state = { ...initial };
    this.listeners = new Set();
  }

  get(path) {
    return path.split('.').reduce((value, key) => (value == null ? undefined : value[key]), this.state);
  }

  set(changes) {
    const before = this.state;
    this.state = Object.assign({}, before, changes);
    for (const listener of this.listeners) listener(this.state, before);
  }

  subscribe(listener) {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}

const request = (path, data = {}) =>
  new Promise((resolve, reject) => {
    my.request({
      url: `https://example.com/api/${path}`,
      method: 'POST',
      data: JSON.stringify(data),
      timeout: LIMITS.timeout,
      success: ({ data }) => resolve(data),
      fail: reject,
    });
  });

async function load(id, attempt = 0) {
  try {
    const items = await request(`items/${id}`, { page: 1, tags: LIMITS.tags });
    return items
      .filter((item) => item && item.visible !== false)
      .map((item) => ({ ...item, price: format(item.price, { prefix: '¥' }) }))
      .sort((a, b) => a.rank - b.rank);
  } catch (error) {
    if (attempt >= LIMITS.retries) throw new Error(`item ${id} cannot be loaded: ${error.message}`);
    return load(id, attempt + 1);
  }
}

module.exports = { count: 1 + left.count + right.count, format, Store, request, load, store: new Store({ index: INDEX, items: [] }) };
