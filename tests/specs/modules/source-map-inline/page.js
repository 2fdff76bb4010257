const { read } = require('./sensor');
read(3);
