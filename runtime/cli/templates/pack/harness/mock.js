// `fn()`: functions that remember how they were called; `spyOn()` puts one in the place of a method.

// No call yet.
const nothing = () => ({ calls: [], results: [], contexts: [], lastCall: undefined });

function fn(implementation) {
  let standing = implementation;
  let once = [];

  /** @this {any} @param {any[]} values */
  function called(...values) {
    const body = once.length > 0 ? once.shift() : standing;
    const result = { type: 'return', value: undefined };
    mock.mock.calls.push(values);
    mock.mock.contexts.push(this);
    mock.mock.results.push(result);
    mock.mock.lastCall = values;
    try {
      if (body) result.value = body.apply(this, values);
    } catch (error) {
      Object.assign(result, { type: 'throw', value: error });
      throw error;
    }
    return result.value;
  }

  const mock = Object.assign(called, { mock: nothing() });
  const set = (change) => (value) => { change(value); return mock; };
  const always = (body) => { standing = body; };
  const next = (body) => { once.push(body); };
  const clear = () => { mock.mock = nothing(); };
  return Object.assign(mock, {
    mockImplementation: set(always),
    mockImplementationOnce: set(next),
    mockReturnValue: set((value) => always(() => value)),
    mockReturnValueOnce: set((value) => next(() => value)),
    mockResolvedValue: set((value) => always(() => Promise.resolve(value))),
    mockResolvedValueOnce: set((value) => next(() => Promise.resolve(value))),
    mockRejectedValue: set((value) => always(() => Promise.reject(value))),
    mockRejectedValueOnce: set((value) => next(() => Promise.reject(value))),
    mockClear: set(clear),
    mockReset: set(() => { clear(); once = []; standing = undefined; }),
  });
}

let replaced = [];

function spyOn(object, method) {
  const original = object[method];
  if (typeof original !== 'function') throw new TypeError(`spyOn: ${method} is no method`);
  const own = Object.getOwnPropertyDescriptor(object, method);
  replaced.push({ object, method, own });
  const spy = fn(original);
  object[method] = spy;
  return spy;
}

// After a test: every method is its own again.
function restore() {
  for (const { object, method, own } of replaced.reverse()) {
    if (own) Object.defineProperty(object, method, own);
    else delete object[method];
  }
  replaced = [];
}

module.exports = { fn, spyOn, restore };
