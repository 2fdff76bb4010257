exports.a = require('./gone');
//# sourceMappingURL=missing.js.map
