(function (modules) {
  function load(id) {
    var module = { exports: {} };
    modules[id](function (name) { return load(name); }, module);
    return module.exports;
  }
  load(0);
})([
  function (require, module) { module.exports = require('./inner'); },
]);
