import { base } from './base.mjs'; console.log(typeof module, typeof exports);
module.exports = { name: 'mixed', twice: (n) => base * n, fail: () => { throw new Error('here'); } };
