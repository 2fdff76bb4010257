const closed = require('./closed.js');
console.log('not reached', closed);
