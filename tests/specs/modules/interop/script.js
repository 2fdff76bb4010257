exports.named = 'from a script';
exports.isThis = this === module.exports;
