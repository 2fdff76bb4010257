const _ = require('lodash');
const root = require('./lib/m000.js');

App({
  start: Date.now(),
  onLaunch() {
    this.bundled = _.chunk([1, 2, 3], 2).length;
  },
  modules: root.count,
});
