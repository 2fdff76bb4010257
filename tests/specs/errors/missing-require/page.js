Page({});

const missing = require('../missing-require/lib/missing.js');
