console.log('script', require('./free.mjs').free, require('./later.mjs').later);
require('./bound.mjs');
