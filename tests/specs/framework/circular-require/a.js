exports.early = 'early';
exports.ofB = require('./b').seen;
exports.done = 'done';
