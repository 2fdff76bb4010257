exports.here = () => {};
