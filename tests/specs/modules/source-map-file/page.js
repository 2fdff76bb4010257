const { read } = require('./dist/sensor');
console.log(read(1));
read(3);
