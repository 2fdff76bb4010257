const missing = require('./missing');
