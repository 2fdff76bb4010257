// The test files, in order; `minihost pack` writes this list.
/** @type {{ path: string, load: () => unknown }[]} */
module.exports = [];
