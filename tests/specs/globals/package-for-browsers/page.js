const array = require('for-browsers');
console.log(array === Array);
