const tell = require('/tell');
console.log('module of b');
Page(tell('b'));
