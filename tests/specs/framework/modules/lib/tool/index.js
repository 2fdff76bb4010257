console.log('tool runs');
const { name } = require('../names');
exports.name = 'tool with ' + name;
exports.self = this === module.exports;
