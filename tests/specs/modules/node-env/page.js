import { mode } from './module.js';
import legacy from './script.js';
console.log(mode, legacy.mode, typeof process, 'process.env.NODE_ENV');
if (process.env.NODE_ENV !== 'development') { throw new Error('where'); }
