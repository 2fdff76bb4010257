const count = require('../../lib/counter').count;
console.log('two', count());
try {
  require('../../lib/broken');
} catch (error) {
  console.log(error.message);
}
Page({});
