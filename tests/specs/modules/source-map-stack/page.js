const { read } = require('./dist/sensor'); function first() { return new Error('in line one'); }
const own = Object.getOwnPropertyDescriptor(Error.prototype, 'stack');
console.log(own.get.name, typeof own.set, own.enumerable, own.get.call({}), own.get.call(1));
let seen;
try { read(3); } catch (error) { seen = error; }
console.log(seen.stack);
console.log(first().stack);
console.log(seen);
const given = new Error('with a stack of its own');
given.stack = seen.stack;
Promise.reject(given);
read(3);
