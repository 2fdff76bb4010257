var lib = (function (exports) {
  function using(resource, factory) { return factory(resource); }
  var all = { using, other: using };
  exports.using = using;
  exports.all = all;
  return exports;
})({});
console.log(lib.using(1, (one) => one + 1), lib.all.using === lib.using, Object.keys(lib), 'using');
throw new Error('where');
