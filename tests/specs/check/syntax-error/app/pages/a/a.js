const unused = require('../../lib/bad');
Page({});
