const a = require('./page');
module.exports = { x: a.a };
