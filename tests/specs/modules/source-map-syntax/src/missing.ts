// what is there
export const a = require('./gone');
