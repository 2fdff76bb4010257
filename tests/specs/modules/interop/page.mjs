import script, { named } from './script';
import data, { answer } from './data.json';
import * as space from './module';
const required = require('./module');
console.log(script.named, named, data.answer, answer, space.default, required.default, required.value);
console.log(typeof module, typeof exports, this);
