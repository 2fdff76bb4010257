import { even } from './even';
const first = require('./first');
console.log(even(10), first.done, first.seen);
