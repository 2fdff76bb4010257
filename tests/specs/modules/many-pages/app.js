console.log('app');
const { count } = require('./lib/counter');
try {
  // require('./lib/commented')
  require('./lib/missing');
} catch (error) {
  console.log(error.message);
}
console.log(Object.keys(require('empty')), require('part'), require('./lib/data.json').list[1]);
App({ count });
