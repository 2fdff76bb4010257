exports.early = 'early';
exports.seen = require('./second').seen;
exports.done = true;
