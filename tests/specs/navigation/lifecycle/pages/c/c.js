const tell = require('/tell');
console.log('module of c');
Page(tell('c'));
