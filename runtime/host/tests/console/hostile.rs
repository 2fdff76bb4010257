//! Pages cannot make the console run their code, throw, or tell lies.

use boa_engine::object::FunctionObjectBuilder;
use boa_engine::{Context, JsData, JsObject, JsValue, NativeFunction, Source, js_string};
use boa_gc::{Finalize, Trace};
use minihost_log::{Clock, EventLog};

use crate::lines::{context, print};

/// Values whose every operation is page code, and a count of how often any ran.
const HOSTILE: &str = r"
    let ran = [];
    const trap = (name) => () => { ran.push(name); throw new Error(name) };
    const handler = new Proxy({}, { get: (_, name) => trap(`handler.${String(name)}`) });
    const everything = {
        get a() { return trap('getter')() },
        toString: trap('toString'),
        valueOf: trap('valueOf'),
        toJSON: trap('toJSON'),
        inspect: trap('inspect'),
        [Symbol.toPrimitive]: trap('toPrimitive'),
        [Symbol.for('nodejs.util.inspect.custom')]: trap('custom'),
        [Symbol.iterator]: trap('iterator'),
        get [Symbol.toStringTag]() { return trap('tag')() },
    };
    class Sly {
        static get name() { return trap('name')() }
        static [Symbol.hasInstance]() { return trap('hasInstance')() }
        get [Symbol.toStringTag]() { return trap('class tag')() }
        get length() { return trap('length')() }
        toString() { return trap('class toString')() }
    }
    Object.defineProperty(Sly.prototype, 'constructor', { get: trap('constructor') });
    const error = new Error('x');
    for (const name of ['name', 'message', 'stack', 'cause', 'errors']) {
        Object.defineProperty(error, name, { get: trap(`error.${name}`), enumerable: true });
    }
    const list = [1, 2];
    Object.defineProperty(list, 0, { get: trap('item'), enumerable: true });
    class SlyMap extends Map { get size() { return trap('size')() } *[Symbol.iterator]() { trap('map iterator')() } }
    class SlyDate extends Date { toISOString() { trap('toISOString')() } getTime() { trap('getTime')() } }
    class SlyRegExp extends RegExp { get flags() { return trap('flags')() } get source() { return trap('source')() } }
    const sly = Object.assign(function () {}, { toString: trap('function toString') });
    Object.defineProperty(sly, 'name', { get: trap('function name') });
    const tagged = new Uint8Array(2);
    Object.defineProperty(tagged, Symbol.toStringTag, { get: trap('typed tag') });
    Object.defineProperty(tagged, 'length', { get: trap('typed length') });
    const boxed = Object.assign(new String('x'), { toString: trap('boxed'), valueOf: trap('boxed') });
    const values = [
        everything, new Sly(), Sly, error, list, new SlyMap([[1, 2]]), new SlyDate(0), new SlyRegExp('x', 'g'), sly, tagged,
        boxed, handler, new Proxy({}, handler), new Proxy([], handler), new Proxy(function () {}, handler),
        new Proxy(class {}, handler), Object.create(new Proxy({}, handler)), Object.setPrototypeOf([1], new Proxy([], handler)),
        Object.create(handler), new Proxy(new Proxy(error, handler), handler), new Proxy(everything, handler),
        (function () { return arguments })(everything, new Proxy({}, handler)), Promise.resolve(new Proxy({}, handler)),
        { cause: handler }, new Error('y', { cause: new Proxy(error, handler) }), new AggregateError([error, handler]),
    ];
";

/// Every method, in every role that a value can play for it.
const USES: &str = r"
    const uses = [
        (v) => console.log(v), (v) => console.log('text', v), (v) => console.log([v], { v }, new Map([[v, v]]), new Set([v])),
        (v) => console.log('%s', v), (v) => console.log('%d', v), (v) => console.log('%i', v), (v) => console.log('%f', v),
        (v) => console.log('%j', v), (v) => console.log('%j', { v, list: [v] }), (v) => console.log('%o', v),
        (v) => console.log('%O', v), (v) => console.log('%c', v), (v) => console.error(v), (v) => console.dir(v, v),
        (v) => console.dir(v, { showHidden: true, depth: null }), (v) => console.dir(v, { showProxy: true }),
        (v) => console.dir({}, v), (v) => console.assert(false, v), (v) => console.assert(v, v), (v) => console.count(v),
        (v) => console.countReset(v), (v) => console.time(v), (v) => console.timeLog(v, v), (v) => console.timeEnd(v),
        (v) => console.table(v), (v) => console.table([v]), (v) => console.table({ v }, [v]), (v) => console.table([{ v }], v),
        (v) => console.group(v), (v) => console.groupEnd(v), (v) => console.trace(v), (v) => console.dirxml(v),
    ];
";

#[test]
fn no_page_code_runs_and_nothing_is_thrown() {
    let program = format!(
        "{HOSTILE}{USES}
        let thrown = [];
        ran.splice(0); // what it took to make the values
        const log = console.log;
        for (const [use, run] of uses.entries()) {{
            for (const [value, hostile] of values.entries()) {{
                try {{ run(hostile) }} catch (error) {{ thrown.push(`${{uses[use]}} of ${{value}}`) }}
                if (ran.length > 0) {{ log('RAN', use, value, ran.splice(0).join()) }}
            }}
        }}
        log('DONE', thrown.length, thrown.join())"
    );
    let texts = print(&program).texts();
    let ran: Vec<&String> = texts.iter().filter(|text| text.contains("RAN ")).collect();
    assert!(ran.is_empty(), "{ran:?}");
    assert!(texts.len() > 26 * 28, "{} lines", texts.len());
    assert_eq!(texts.last().map(|text| text.trim()), Some("DONE 0"), "{texts:?}");
}

#[test]
fn the_traps_of_the_hostile_values_do_run_when_a_page_uses_them() {
    let texts = print(&format!(
        "{HOSTILE} let n = 0; for (const v of values) {{ try {{ `${{v}}`; Object.keys(v); v.size }} catch {{ n++ }} }}
        console.log(n > 15, ran.length > 15)"
    ))
    .texts();
    assert_eq!(texts, ["true true"]);
}

#[test]
fn replaced_built_ins_change_nothing() {
    let values = "[
        new Map([[1, 2]]), new Set([1]), new Date(0), /a/gi, class A {}, function f() {}, new Uint8Array([1, 2]),
        new ArrayBuffer(2), Promise.resolve(1), new Proxy({ a: 1 }, {}), new Error('x').message, [1, , 2], { a: 1 },
        new Number(1), (function () { return arguments })(1), Symbol('x'), new DataView(new ArrayBuffer(1)),
    ]";
    let usual = print(&format!("console.log({values}, '%s', new Date(0)); console.log('%i %f %j', '4px', '1.5', [1])"));
    let broken = print(&format!(
        "const values = {values}, date = new Date(0), log = console.log;
        const broken = () => {{ throw new Error('broken') }};
        const {{ ownKeys }} = Reflect, {{ defineProperty }} = Object, descriptor = {{ get: broken, configurable: true }};
        const keep = [globalThis, Object, Reflect, console, undefined, null];
        const isKept = (object) => {{
            for (let i = 0; i < keep.length; i++) if (keep[i] === object) return true;
            return typeof object !== 'function' && typeof object !== 'object';
        }};
        const names = ownKeys(globalThis);
        let count = 0;
        for (let n = 0; n < names.length; n++) {{
            const builtin = globalThis[names[n]];
            const objects = [builtin, builtin && builtin.prototype];
            for (let o = 0; o < 2; o++) {{
                if (isKept(objects[o])) continue;
                const keys = ownKeys(objects[o]);
                for (let k = 0; k < keys.length; k++) {{
                    const key = keys[k];
                    // What names a class is the page's to change.
                    if (key === 'constructor' || key === 'name' || key === 'prototype' || key === Symbol.toStringTag) continue;
                    try {{ defineProperty(objects[o], key, descriptor); count++ }} catch {{ }}
                }}
            }}
        }}
        if (count < 300) throw count;
        delete globalThis.parseInt; delete globalThis.parseFloat; delete globalThis.Proxy; delete globalThis.JSON;
        log(values, '%s', date);
        log('%i %f %j', '4px', '1.5', [1])"
    ));
    let (usual, broken) = (usual.texts(), broken.texts());
    assert_eq!(usual.len(), 2);
    assert!(usual[0].contains("Map(1) { 1 => 2 }") && usual[1] == "4 1.5 [1]", "{usual:?}");
    assert_eq!(broken, usual);
}

#[derive(Debug, Trace, Finalize, JsData)]
struct Native;

#[test]
fn an_object_that_native_code_has_borrowed_is_shown_without_its_properties() {
    let (mut context, lines) = context(EventLog::new(Clock::starting_at(0)));
    let prototype = context.intrinsics().constructors().object().prototype();
    let native = JsObject::from_proto_and_data(prototype, Native);
    native.set(js_string!("a"), 1, true, &mut context).unwrap();
    let hold = |_: &JsValue, args: &[JsValue], context: &mut Context| {
        let held = args[0].as_object().unwrap();
        let guard = held.downcast_mut::<Native>().unwrap();
        let result = context.eval(Source::from_bytes("console.log(native, [native], '%j', native)"));
        drop(guard);
        result
    };
    let hold = FunctionObjectBuilder::new(context.realm(), NativeFunction::from_copy_closure(hold)).build();
    let attributes = boa_engine::property::Attribute::all();
    context.register_global_property(js_string!("native"), native, attributes).unwrap();
    context.register_global_property(js_string!("hold"), hold, attributes).unwrap();
    context.eval(Source::from_bytes("hold(native); console.log(native)")).unwrap();
    let texts = lines.texts();
    assert_eq!(texts.len(), 2);
    assert_eq!(texts[1], "{ a: 1 }");
}
