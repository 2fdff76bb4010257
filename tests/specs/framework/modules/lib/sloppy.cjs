module.exports = (function () {
  return this === undefined;
})();
