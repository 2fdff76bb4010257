const first = require('./first');
exports.seen = first.early + ' ' + first.done;
