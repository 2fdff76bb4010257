// Where minihost differs from Jest on purpose: the case, and why.
module.exports = {
  // Jest takes views and buffers as objects without members here; a person who compares bytes wants bytes compared.
  'toEqual: other views': 'bytes count',
  'toMatchObject: other views': 'bytes count',
  'toEqual: other buffers': 'bytes count',
  'toMatchObject: other buffers': 'bytes count',
  // Where a subset is asked for, Jest looks at the members of these alone, and they have none.
  'toMatchObject: boxed zeros': 'the value inside counts',
  'toMatchObject: other boxed numbers': 'the value inside counts',
  'toMatchObject: other boxed truths': 'the value inside counts',
  'toMatchObject: flags': 'a pattern is its source and its flags',
  'toMatchObject: sources': 'a pattern is its source and its flags',
  'toMatchObject: kinds of typed arrays': 'the kind counts, as in toEqual',
};
