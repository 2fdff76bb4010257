// What matchers say, case by case, as Jest says it: `jest.js` holds the verdicts, and the version of Jest that gave them.
// To make it again: `node record.js FOLDER`, where FOLDER holds an installed Jest.
class A { constructor(x) { this.x = x; } }
class B extends A {}
const Twin = (() => { class A { constructor(x) { this.x = x; } } return A; })();
const cycle = (name) => { const o = { name }; o.self = o; return o; };
const view = (...bytes) => new DataView(new Uint8Array(bytes).buffer);
const sym = Symbol('s');

const pairs = {
  'same number': [1, 1], 'zeros': [0, -0], 'NaN': [NaN, NaN], 'number and text': [1, '1'], 'null and undefined': [null, undefined],
  'bigints': [10n, 10n], 'other bigints': [10n, 11n], 'bigint and number': [10n, 10], 'symbols': [sym, sym], 'other symbols': [Symbol('s'), sym],
  'boxed numbers': [new Number(1), new Number(1)], 'other boxed numbers': [new Number(1), new Number(2)], 'boxed and plain': [new Number(1), 1],
  'boxed texts': [new String('a'), new String('a')], 'other boxed texts': [new String('a'), new String('b')],
  'other boxed truths': [new Boolean(true), new Boolean(false)], 'boxed number and text': [new Number(1), new String('1')],
  'boxed NaN': [new Number(NaN), new Number(NaN)], 'boxed zeros': [new Number(0), new Number(-0)],
  'views': [view(1, 2), view(1, 2)], 'other views': [view(1, 2), view(1, 3)],
  'typed arrays': [new Uint8Array([1]), new Uint8Array([1])], 'other items': [new Uint8Array([1]), new Uint8Array([2])],
  'kinds of typed arrays': [new Uint8Array([1]), new Int8Array([1])], 'typed array and array': [new Uint8Array([1]), [1]],
  'buffers': [new Uint8Array([1]).buffer, new Uint8Array([1]).buffer], 'other buffers': [new Uint8Array([1]).buffer, new Uint8Array([2]).buffer],
  'objects': [{ a: 1 }, { a: 1 }], 'undefined member': [{ a: undefined }, {}], 'missing member': [{}, { a: undefined }], 'more members': [{ a: 1, b: 2 }, { a: 1 }],
  'inner members': [{ a: { b: 1, c: 2 } }, { a: { b: 1 } }], 'symbol members': [{ [sym]: 1 }, { [sym]: 1 }], 'other symbol members': [{ [sym]: 1 }, { [sym]: 2 }],
  'missing symbol member': [{}, { [sym]: 1 }], 'getters': [{ get a() { return 1; } }, { a: 1 }], 'hidden members': [Object.defineProperty({}, 'a', { value: 1 }), {}],
  'holes': [[1, , 3], [1, undefined, 3]], 'lengths': [[1], [1, 2]], 'order': [[1, 2], [2, 1]], 'array and object': [[1], { 0: 1 }], 'arrays of objects': [[{ a: 1, b: 2 }], [{ a: 1 }]],
  'dates': [new Date(5), new Date(5)], 'other dates': [new Date(5), new Date(6)], 'bad dates': [new Date(NaN), new Date(NaN)],
  'patterns': [/a/g, /a/g], 'flags': [/a/g, /a/i], 'sources': [/a/, /b/],
  'maps': [new Map([[1, 2]]), new Map([[1, 2]])], 'maps in another order': [new Map([[1, 2], [3, 4]]), new Map([[3, 4], [1, 2]])], 'other maps': [new Map([[1, 2]]), new Map([[1, 3]])],
  'maps with objects as keys': [new Map([[{ a: 1 }, 2]]), new Map([[{ a: 1 }, 2]])], 'sets': [new Set([1, 2]), new Set([2, 1])], 'other sets': [new Set([1]), new Set([2])],
  'sets of objects': [new Set([{ a: 1 }, { b: 1 }]), new Set([{ b: 1 }, { a: 1 }])], 'set and map': [new Set(), new Map()], 'sizes': [new Set([1]), new Set([1, 2])],
  'errors': [new Error('x'), new Error('x')], 'messages': [new Error('x'), new Error('y')], 'classes of errors': [new TypeError('x'), new Error('x')],
  'causes': [new Error('x', { cause: 1 }), new Error('x', { cause: 2 })], 'same causes': [new Error('x', { cause: { a: 1 } }), new Error('x', { cause: { a: 1 } })], 'error and object': [new Error('x'), { message: 'x' }],
  'instances': [new A(1), new A(1)], 'instance and object': [new A(1), { x: 1 }], 'classes of one name': [new A(1), new Twin(1)], 'subclass': [new B(1), new A(1)], 'no prototype': [Object.assign(Object.create(null), { a: 1 }), { a: 1 }],
  'cycles': [cycle('a'), cycle('a')], 'other cycles': [cycle('a'), cycle('b')], 'functions': [() => 1, () => 1], 'marked objects': [{ a: 5 }, { a: { $$asymmetric: 'anything' } }],
  'proxied arrays': [new Proxy([1], {}), [1]], 'empty': [{}, []], 'text and boxed': ['a', new String('a')],
  'any number': [5, expect.any(Number)], 'any text': ['', expect.any(String)], 'any of the wrong kind': [5, expect.any(String)], 'any object': [{}, expect.any(Object)], 'any null': [null, expect.any(Object)], 'any bigint': [1n, expect.any(BigInt)],
  'any function': [() => 1, expect.any(Function)], 'any truth': [false, expect.any(Boolean)], 'any symbol': [sym, expect.any(Symbol)], 'any array': [[], expect.any(Array)], 'any instance': [new B(1), expect.any(A)],
  'anything': [0, expect.anything()], 'nothing': [null, expect.anything()], 'close': [{ a: 0.1 + 0.2 }, { a: expect.closeTo(0.3) }], 'not close': [0.31, expect.closeTo(0.3, 3)], 'close infinities': [Infinity, expect.closeTo(Infinity)], 'not.closeTo': [1, expect.not.closeTo(2)],
  'some members': [{ a: 1, b: 2 }, expect.objectContaining({ a: 1 })], 'some inner members': [{ a: { b: 1, c: 2 } }, expect.objectContaining({ a: { b: 1 } })], 'inherited members': [new B(1), expect.objectContaining({ x: 1 })],
  'some items': [[1, 2], expect.arrayContaining([2])], 'not all items': [[1, 2], expect.arrayContaining([3])], 'not some items': [[1], expect.not.arrayContaining([2])], 'a part': ['abc', expect.stringContaining('b')], 'no part': ['abc', expect.not.stringContaining('b')],
  'a match': ['abc', expect.stringMatching(/B/i)], 'a match of a text': ['abc', expect.stringMatching('b')], 'no text to match': [5, expect.stringMatching('5')],
};

const cases = {};
for (const [name, [received, expected]] of Object.entries(pairs)) {
  for (const matcher of ['toBe', 'toEqual', 'toStrictEqual', 'toMatchObject']) {
    cases[`${matcher}: ${name}`] = () => expect(received)[matcher](expected);
  }
}
const thrower = (error) => () => { throw error; };
Object.assign(cases, {
  'toHaveLength of a number': () => expect(5).toHaveLength(1), 'not.toHaveLength of a number': () => expect(5).not.toHaveLength(1), 'toHaveLength of an object': () => expect({ length: 1 }).toHaveLength(1),
  'toMatch of a number': () => expect(5).toMatch('5'), 'not.toMatch of a number': () => expect(5).not.toMatch('5'), 'toBeCloseTo of a text': () => expect('1').not.toBeCloseTo(1), 'toBeCloseTo infinity': () => expect(Infinity).toBeCloseTo(Infinity),
  'toBeCloseTo': () => expect(0.1 + 0.2).toBeCloseTo(0.3, 5), 'toHaveBeenCalled of no mock': () => expect(() => 1).not.toHaveBeenCalled(),
  'toThrow': () => expect(thrower(new Error('x'))).toThrow('x'), 'toThrow of nothing': () => expect(() => 1).toThrow(), 'toThrow a class': () => expect(thrower(new TypeError('x'))).toThrow(Error), 'toThrow another class': () => expect(thrower(new Error('x'))).toThrow(TypeError),
  'toThrow an error': () => expect(thrower(new Error('x'))).toThrow(new Error('x')), 'toThrow a part of an error': () => expect(thrower(new Error('xy'))).toThrow(new Error('x')), 'toThrow of a value': () => expect(5).toThrow(),
  'toContain NaN': () => expect([NaN]).toContain(NaN), 'toContain zero': () => expect([0]).toContain(-0), 'toContain a part': () => expect('abc').toContain('b'), 'toContainEqual': () => expect([{ a: 1 }]).toContainEqual({ a: 1 }),
  'toHaveProperty': () => expect({ a: { b: [1] } }).toHaveProperty('a.b[0]', 1), 'toHaveProperty by numbers': () => expect([[1]]).toHaveProperty([0, 0], 1), 'toHaveProperty missing': () => expect({}).toHaveProperty('a'),
  'toBeGreaterThan a bigint': () => expect(2n).toBeGreaterThan(1n), 'toBeGreaterThan a text': () => expect('2').toBeGreaterThan(1), 'toBeInstanceOf': () => expect(new B(1)).toBeInstanceOf(A), 'toBeInstanceOf a twin': () => expect(new A(1)).toBeInstanceOf(Twin),
});
// Jest's mock functions, under either host.
const mocked = (implementation) => (typeof jest === 'undefined' ? fn : jest.fn)(implementation);
const called = (mock, ...calls) => { for (const call of calls) { try { mock(...call); } catch { /* it is kept */ } } return mock; };
const half = () => called(mocked((x) => { if (x === 2) throw new Error('two'); return { x }; }), [1], [2], [3]);
Object.assign(cases, {
  'toHaveReturned': () => expect(half()).toHaveReturned(), 'not.toHaveReturned of no mock': () => expect(() => 1).not.toHaveReturned(), 'toHaveReturned of no call': () => expect(mocked()).toHaveReturned(),
  'toHaveReturnedTimes': () => expect(half()).toHaveReturnedTimes(2), 'toHaveReturnedTimes with calls that threw': () => expect(half()).toHaveReturnedTimes(3), 'toHaveReturnedTimes of a text': () => expect(half()).not.toHaveReturnedTimes('2'),
  'toHaveReturnedWith': () => expect(half()).toHaveReturnedWith({ x: 3 }), 'toHaveReturnedWith another': () => expect(half()).toHaveReturnedWith({ x: 2 }), 'toHaveLastReturnedWith': () => expect(half()).toHaveLastReturnedWith({ x: 3 }), 'toHaveLastReturnedWith the first': () => expect(half()).toHaveLastReturnedWith({ x: 1 }),
  'toHaveNthReturnedWith': () => expect(half()).toHaveNthReturnedWith(1, { x: 1 }), 'toHaveNthReturnedWith of one that threw': () => expect(half()).toHaveNthReturnedWith(2, undefined), 'toHaveNthReturnedWith of 0': () => expect(half()).not.toHaveNthReturnedWith(0, 1),
  'toHaveBeenCalledTimes': () => expect(half()).toHaveBeenCalledTimes(3), 'toHaveBeenCalledTimes of a text': () => expect(half()).not.toHaveBeenCalledTimes('3'), 'toHaveBeenCalledWith': () => expect(half()).toHaveBeenCalledWith(2), 'toHaveBeenLastCalledWith': () => expect(half()).toHaveBeenLastCalledWith(2),
  'toHaveBeenNthCalledWith': () => expect(half()).toHaveBeenNthCalledWith(2, 2), 'toHaveBeenCalledWith more': () => expect(half()).toHaveBeenCalledWith(1, 2), 'toHaveBeenCalledWith undefined': () => expect(half()).toHaveBeenCalledWith(1, undefined),
});
// What mock functions keep and do: each case compares it with what Jest's documents say.
const tools = typeof jest === 'undefined' ? { fn, spyOn, clearAllMocks, resetAllMocks, restoreAllMocks, isMockFunction } : jest;
const same = (value, wanted) => expect(value).toEqual(wanted);
const owner = () => ({ n: 1, add(x) { return this.n + x; }, get twice() { return this.n * 2; }, set twice(x) { this.n = x / 2; } });
Object.assign(cases, {
  'mock: types of results': () => same(half().mock.results.map((result) => result.type), ['return', 'throw', 'return']), 'mock: incomplete': () => { const f = mocked(() => f.mock.results[0].type); same(f(), 'incomplete'); },
  'mock: contexts': () => { const o = { f: mocked() }; o.f(); expect(o.f.mock.contexts[0]).toBe(o); }, 'mock: instances': () => { const o = { f: mocked() }; o.f(); expect(o.f.mock.instances[0]).toBe(o); }, 'mock: lastCall': () => same(half().mock.lastCall, [3]),
  'mock: no lastCall': () => same('lastCall' in mocked().mock, false), 'mock: order of calls': () => { const a = mocked(); const b = mocked(); a(); b(); a(); const [first, third] = a.mock.invocationCallOrder; same([b.mock.invocationCallOrder[0] - first, third - first], [1, 2]); },
  'mock: name': () => same([mocked().getMockName(), mocked().mockName('save').getMockName()], ['jest.fn()', 'save']), 'mock: returnThis': () => { const o = { f: mocked().mockReturnThis() }; expect(o.f()).toBe(o); }, 'mock: length': () => same([mocked((a, b) => a).length, mocked().length], [2, 0]),
  'mock: implementation': () => { const f = () => 1; expect(mocked(f).getMockImplementation()).toBe(f); }, 'mock: no implementation': () => same(mocked().getMockImplementation(), undefined), 'mock: with another implementation': () => { const f = mocked(() => 1); let inside; f.withImplementation(() => 2, () => { inside = f(); }); same([inside, f()], [2, 1]); },
  'mock: once': () => { const f = mocked(() => 0).mockReturnValueOnce(1).mockImplementationOnce(() => 2); same([f(), f(), f()], [1, 2, 0]); }, 'mock: clear': () => { const f = half().mockClear(); same([f.mock.calls.length, f(1)], [0, { x: 1 }]); }, 'mock: reset': () => { const f = half().mockReset(); same([f.mock.calls.length, f(1)], [0, undefined]); },
  'mock: restored without a spy': () => { const f = half(); same([f.mockRestore(), f(1)], [undefined, undefined]); }, 'mock: isMockFunction': () => same([mocked(), () => 1, undefined, { _isMockFunction: true }].map((value) => tools.isMockFunction(value)), [true, false, false, true]),
  'mock: old record after clear': () => { const f = half(); const { calls } = f.mock; f.mockClear(); f(9); same(calls, [[1], [2], [3]]); },
  'spy: through': () => { const o = owner(); const spy = tools.spyOn(o, 'add'); same([o.add(2), spy.mock.calls, tools.spyOn(o, 'add') === spy], [3, [[2]], true]); }, 'spy: reset': () => { const o = owner(); tools.spyOn(o, 'add').mockReset(); same(o.add(2), undefined); },
  'spy: restore': () => { const o = owner(); const { add } = o; tools.spyOn(o, 'add').mockReturnValue(7).mockRestore(); expect(o.add).toBe(add); }, 'spy: restore an inherited one': () => { const o = Object.create(owner()); tools.spyOn(o, 'add').mockRestore(); same(Object.keys(o), []); },
  'spy: getter': () => { const o = owner(); const spy = tools.spyOn(o, 'twice', 'get').mockReturnValue(9); same([o.twice, spy.mock.calls.length], [9, 1]); spy.mockRestore(); same(o.twice, 2); }, 'spy: setter': () => { const o = owner(); const spy = tools.spyOn(o, 'twice', 'set'); o.twice = 8; same([o.n, spy.mock.calls], [4, [[8]]]); },
  'spy: of nothing': () => tools.spyOn({}, 'add'), 'spy: of a value': () => tools.spyOn({ add: 1 }, 'add'), 'spy: of a primitive': () => tools.spyOn(5, 'add'), 'spy: a getter that is none': () => tools.spyOn({ add() {} }, 'add', 'get'),
  'spy: a method behind a getter': () => { const o = { get f() { return () => 1; } }; let spied; try { spied = tools.spyOn(o, 'f'); } catch { /* not configurable */ } same([o.f(), spied?.mock.calls.length], [1, 1]); },
  'all: clear': () => { const f = half(); tools.clearAllMocks(); same([f.mock.calls.length, f(1)], [0, { x: 1 }]); }, 'all: reset': () => { const f = half().mockName('x'); tools.resetAllMocks(); same([f.mock.calls.length, f(1), f.getMockName()], [0, undefined, 'jest.fn()']); },
  'all: restore': () => { const o = owner(); const { add } = o; const spy = tools.spyOn(o, 'add'); o.add(1); tools.restoreAllMocks(); expect(o.add).toBe(add); same(spy.mock.calls.length, 1); }, 'all: restore leaves mocks alone': () => { const f = half(); tools.restoreAllMocks(); same([f.mock.calls.length, f(1)], [3, { x: 1 }]); },
  'all: later mocks are not cleared': () => { tools.clearAllMocks(); const f = half(); same(f.mock.calls.length, 3); },
});
const verdicts = () => Object.fromEntries(Object.entries(cases).map(([name, run]) => { try { run(); return [name, 'pass']; } catch { return [name, 'fail']; } }));
module.exports = { verdicts };
