var root = (function () {
  try {
    return Function('return this')() || (0, eval)('this');
  } catch (error) {
    console.log(error.name);
    return typeof window === 'object' ? window : 'none';
  }
})();
console.log(root);
var g = (function () { return this; })();
console.log(typeof g.setTimeout, typeof g.my);
