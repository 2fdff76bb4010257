import { base } from './base.mjs';
const module = { exports: base };
module.exports += 1;
