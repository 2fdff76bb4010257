import './before.mjs';
import { x } from './script';
console.log('never', x);
