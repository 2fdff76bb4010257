//! Scripts that call themselves without end, and values and files that are nested without measure.

use super::{MEMORY, Row, UNCAUGHT, run_all, test};

/// The exit code of what cannot be loaded.
const LOAD: i32 = 3;

/// Each calls itself in another way: by the language, and by every kind of built-in that calls back.
const CALLS: &[(&str, &str)] = &[
    ("a function", "function f() { f(); } f();"),
    ("one that catches", "function f() { try { f(); } catch { f(); } finally { f(); } } f();"),
    ("a callback", "function f() { [1].map(f); } f();"),
    ("a getter", "const o = { get x() { return this.x; } }; o.x;"),
    ("a setter", "const o = { set x(v) { this.x = v; } }; o.x = 1;"),
    ("a conversion", "const o = { [Symbol.toPrimitive]: () => `${o}` }; console.log(`${o}`);"),
    ("toJSON", "const o = { toJSON() { return JSON.stringify(o); } }; JSON.stringify(o);"),
    ("a reviver", "function f() { JSON.parse('[1]', f); } f();"),
    ("a replacer", "function f() { return 'a'.replace(/a/, f); } f();"),
    ("a comparator", "function f() { [2, 1].sort(f); } f();"),
    ("a trap", "const p = new Proxy({}, { get: () => p.x }); p.x;"),
    ("another trap", "const p = new Proxy({}, { ownKeys: () => Object.keys(p) }); Object.keys(p);"),
    ("a constructor", "class A { constructor() { new A(); } } new A();"),
    ("apply", "function f() { f.apply(this, arguments); } f();"),
    ("Reflect", "function f() { Reflect.construct(f, []); } f();"),
    ("bound functions", "function f() { f.bind(null)(); } f();"),
    ("generators", "function* f() { yield* f(); } [...f()];"),
    ("async functions", "async function f() { await f(); } f();"),
    ("an iterator", "const o = { [Symbol.iterator]: () => [...o] }; [...o];"),
    ("a promise's executor", "function f() { new Promise(f); } f();"),
    ("a default value", "function f(a = f()) {} f();"),
    ("a console line", "const o = { get x() { console.log(this.x); } }; o.x;"),
    ("what is called in the end", "Promise.resolve().finally(function f() { f(); });"),
    ("a promise job", "Promise.resolve().then(function f() { f(); });"),
    ("an accessor's setter and getter", "const o = { get x() { o.x = 1; }, set x(v) { o.x; } }; o.x;"),
    ("toSorted", "function f() { [2, 1].toSorted(f); } f();"),
    ("a typed array's map", "function f() { new Uint8Array(1).map(f); } f();"),
    ("flatMap", "function f() { [1].flatMap(f); } f();"),
    ("reduce", "function f() { [1, 2].reduce(f); } f();"),
    ("Array.from", "function f() { Array.from({ length: 1 }, f); } f();"),
    ("groupBy", "function f() { Object.groupBy([1], f); } f();"),
    ("a Map's forEach", "function f() { new Map([[1, 1]]).forEach(f); } f();"),
    ("an iterator's helpers", "function f() { [1].values().map(f).toArray(); } f();"),
    ("Object.fromEntries", "function f() { Object.fromEntries({ [Symbol.iterator]: f }); } f();"),
    ("JSON's replacer", "function f() { JSON.stringify([1], f); } f();"),
    ("replaceAll", "function f() { return 'a'.replaceAll('a', f); } f();"),
    ("Symbol.replace", "const r = { [Symbol.replace]: () => 'a'.replace(r) }; 'a'.replace(r);"),
    ("Symbol.match", "function f() { 'a'.match({ [Symbol.match]: f }); } f();"),
    ("instanceof", "const a = { [Symbol.hasInstance]: () => 1 instanceof a }; 1 instanceof a;"),
    ("a trap of has", "const p = new Proxy({}, { has: () => 'x' in p }); 'x' in p;"),
    ("a trap of set", "const p = new Proxy({}, { set: () => { p.x = 1; } }); p.x = 1;"),
    ("a trap of calls", "const p = new Proxy(function () {}, { apply: () => p() }); p();"),
    ("a trap of construction", "const p = new Proxy(function () {}, { construct: () => new p() }); new p();"),
    (
        "a trap of definitions",
        "const p = new Proxy({}, { defineProperty: () => Object.defineProperty(p, 'a', {}) }); Object.defineProperty(p, 'a', {});",
    ),
    ("a derived class", "class A { constructor() { new this.constructor(); } } class B extends A {} new B();"),
    ("a field", "class A { x = new A(); } new A();"),
    ("call", "function f() { f.call(); } f();"),
    ("Reflect.apply", "function f() { Reflect.apply(f, null, []); } f();"),
    ("a template tag", "function f() { f``; } f();"),
    ("a generator's loop", "function* f() { for (const x of f()) yield x; } f().next();"),
    ("a set of itself", "const o = { [Symbol.iterator]: () => new Set(o) }; new Set(o);"),
    ("a thenable", "const o = { get then() { return Promise.resolve(o); } }; Promise.resolve(o);"),
    ("an option of my", "function f() { my.alert({ get content() { f(); } }); } f();"),
];

#[test]
fn calls_within_calls() {
    let says = &["(the engine's limit, in ", "\n    at ", "page.js:1:"];
    run_all(CALLS.iter().map(|(name, script)| Row::new(name, *script, &[], UNCAUGHT).says(says)).collect());
}

/// The engine drops its own error where an `async` function goes on after it has waited.
#[test]
fn calls_within_calls_after_waiting() {
    let rows = [
        ("an async function", "async function go() { await 1; function f() { f(); } f(); } go();"),
        (
            "one that waits in vain",
            "async function go() { try { await Promise.reject(1); } catch { function f() { f(); } f(); } } go();",
        ),
        ("one that calls back", "async function go() { await 1; function f() { [1].map(f); } f(); } go();"),
        (
            "one that catches",
            "async function go() { await 1; function f() { try { f(); } finally { f(); } } f(); } go();",
        ),
        ("a getter", "async function go() { await 1; const o = { get x() { return o.x; } }; o.x; } go();"),
        ("a method", "const o = { async go() { await 1; function f() { f(); } f(); } }; o.go();"),
        ("an arrow function", "const go = async () => { await 1; const f = () => f(); f(); }; go();"),
        (
            "one that somebody waits for",
            "async function go() { await 1; (function f() { f(); })(); } go().catch(() => console.log('no'));",
        ),
        (
            "one within another",
            "async function go() { await 1; (function f() { f(); })(); } (async () => { await 2; await go(); console.log('no'); })();",
        ),
        (
            "one that has waited for others",
            "async function go() { await Promise.all([1, (async () => { await 2; })()]); (function f() { f(); })(); } go();",
        ),
        (
            "one that has waited in a loop",
            "async function go() { for await (const one of [1, Promise.resolve(2)]) await one; (function f() { f(); })(); } go();",
        ),
        (
            "one with promises of its own",
            "async function go() { await new Promise((done) => done()); (function f() { f(); })(); } go();",
        ),
    ];
    let says =
        &["calls on this execution: 300 (--max-recursion), after an `await` in this function", "at go (page.js:1:"];
    let rows = rows.map(|(name, script)| Row::new(name, script, &["--max-recursion", "300"], UNCAUGHT).says(says));
    let nameless =
        Row::new("one without a name", "(async () => { await 1; (function f() { f(); })(); })();", &[], UNCAUGHT);
    run_all(rows.into_iter().chain([nameless.says(&["\n    at <main> (page.js:1:"])]).collect());
}

/// Each looks for a moment like a function that was ended: it neither waits nor has settled its promise.
#[test]
fn functions_that_have_ended_by_themselves_go_on_to_be_waited_for() {
    let rows = [
        (
            "by another promise",
            "async function go() { await 1; return new Promise((done) => setTimeout(done, 5, 'told')); }",
        ),
        (
            "by what is like a promise",
            "async function go() { await 1; return { then(done) { setTimeout(done, 5, 'told'); } }; }",
        ),
        ("by an error", "async function go() { await 1; throw 'told'; }"),
        ("by a promise that fails", "async function go() { await 1; return Promise.reject('told'); }"),
        (
            "after it has given functions of the engine to promises",
            "async function go() { await 1; let done; const p = new Promise((f) => { done = f; }); setTimeout(done, 1, 'told'); p.then(done); return p; }",
        ),
    ];
    let tell = "go().then((told) => console.log('then', told), (told) => console.log('caught', told));";
    let rows = rows.map(|(name, script)| Row::new(name, format!("{script} {tell}"), &[], 0).says(&["told"]));
    run_all(rows.into());
}

/// The engine drops its own error where an async generator goes on after it has waited, and panics where one has not.
#[test]
fn calls_within_calls_in_async_generators() {
    let waited = [
        ("one that has waited", "async function* go() { await 1; f(); } go().next();"),
        (
            "one that is asked for more",
            "async function* go() { yield 1; await 2; f(); } const g = go(); g.next(); g.next(); g.next();",
        ),
        (
            "one that ends",
            "async function* go() { try { yield 1; } finally { await 2; f(); } } const g = go(); g.next(); g.return();",
        ),
        (
            "one that somebody reads",
            "async function* go() { await 1; f(); } (async () => { for await (const one of go()); })();",
        ),
        (
            "one within another",
            "async function* go() { await 1; f(); } async function* outer() { yield* go(); } outer().next();",
        ),
        (
            "one that is to end",
            "async function* go() { try { yield 1; } finally { f(); } } const g = go(); g.next().then(() => g.return());",
        ),
        ("one that asks itself", "const g = go(); async function* go() { await 1; g.next(); f(); } g.next();"),
    ];
    let asked = [
        ("one that has not waited", "async function* g() { f(); } (function go() { g().next(); })();"),
        (
            "one that goes on",
            "const g = (async function* () { yield 1; f(); })(); g.next().then(function go() { g.next(); });",
        ),
        ("async generators of async generators", "async function* go() { yield* go(); } go().next();"),
        ("their loops", "async function* go() { for await (const one of go()) yield one; } go().next();"),
    ];
    let row = |says| {
        move |(name, script): (&'static str, &str)| {
            Row::new(name, format!("{script} function f() {{ f(); }}"), &["--max-recursion", "300"], UNCAUGHT)
                .says(says)
        }
    };
    const WAITED: &[&str] =
        &["recursive calls on this execution: 300", ", after an `await` in this function", "at go (page.js:1:"];
    const ASKED: &[&str] = &["recursive calls on this execution: 300", "at go (page.js:1:"];
    run_all(waited.map(row(WAITED)).into_iter().chain(asked.map(row(ASKED))).collect());
}

/// So deep, each of them has room on the native stack.
#[test]
fn calls_within_calls_to_the_largest_limit() {
    const MOST: &[&str] = &["--max-recursion", "50000"];
    let rows = CALLS.iter().map(|(name, script)| {
        // The engine says of an async function's limit that it cannot be hit.
        let says: &[&str] =
            if *name == "async functions" { &["(the engine's limit"] } else { &["calls on this execution: 50000"] };
        Row::new(name, *script, MOST, UNCAUGHT).says(says)
    });
    run_all(rows.collect());
}

/// `{list}` within itself, so deep that a built-in function which calls itself for each level needs hundreds of MiB.
const NESTED: &str = "let list = []; for (let i = 0; i < 50000; i += 1) list = [list];";

#[test]
fn values_that_are_nested_without_measure() {
    run_all(vec![
        Row::new("JSON", format!("{NESTED} JSON.stringify(list);"), &[], UNCAUGHT).says(&["levels", "page.js:1:"]),
        Row::new("a JSON text", "JSON.parse('['.repeat(3000000));", &[], UNCAUGHT).says(&["SyntaxError"]),
        Row::new("a reviver", "JSON.parse('['.repeat(100000) + ']'.repeat(100000), (k, v) => v);", &[], UNCAUGHT)
            .says(&["levels"]),
        Row::new("console", format!("{NESTED} console.log(list); console.dir(list, {{ depth: null }});"), &[], 0),
        Row::new("a console table", format!("{NESTED} console.table(list);"), &[], 0),
        Row::new(
            "the causes of an error",
            "let e = new Error('a'); for (let i = 0; i < 100000; i += 1) e = new Error('b', { cause: e }); throw e;",
            &[],
            UNCAUGHT,
        )
        .says(&["b"]),
        Row::new(
            "data",
            "Page({ onLoad() {
               const data = {}; let inner = data;
               for (let i = 0; i < 30000; i += 1) { inner.a = {}; inner = inner.a; }
               this.setData({ data }); this.setData({ ['a' + '.a'.repeat(30000)]: 1 });
               my.setStorage({ key: 'a', data, fail(result) { console.log(result.error); } });
             } });",
            &["--dump-data"],
            0,
        ),
        Row::new(
            "prototypes",
            "let o = {}; for (let i = 0; i < 30000; i += 1) o = Object.create(o); o.x; 'y' in o;",
            &[],
            0,
        ),
        Row::new("a list to collect", "let l; for (let i = 0; i < 300000; i += 1) l = { l }; l = null;", &[], 0),
        Row::new("a regular expression", "new RegExp('('.repeat(100000) + ')'.repeat(100000));", &[], UNCAUGHT)
            .says(&["SyntaxError"]),
    ]);
}

#[test]
#[cfg(target_os = "linux")]
fn built_in_functions_that_call_each_other_are_ended_as_what_uses_memory() {
    let rows = [
        ("proxies of proxies", "let p = {}; for (let i = 0; i < 300000; i += 1) p = new Proxy(p, {}); p.x = 1; p.x;"),
        ("bound functions", "let f = () => 1; for (let i = 0; i < 30000; i += 1) f = f.bind(null); f();"),
        (
            "a prototype that comes back",
            "const p = new Proxy({}, {}); Object.setPrototypeOf(p, Object.create(p)); p.x;",
        ),
    ];
    let rows = rows.map(|(name, script)| {
        Row::new(name, script, &["--max-memory", "100MiB", "--max-turn", "none"], MEMORY).says(&["in loading page.js"])
    });
    run_all(rows.into());
}

#[test]
fn files_that_are_nested_without_measure() {
    let pairs = [
        ("brackets", "(", "1", ")"),
        ("lists", "[", "1", "]"),
        ("objects", "{a:", "1", "}"),
        ("functions", "function(){return ", "1", "}"),
        ("arrows", "a=>", "1", ""),
        ("arrows with bodies", "()=>{", "", "}"),
        ("templates", "`${", "1", "}`"),
        ("classes", "class{a=", "1", "}"),
        ("conditions", "1?1:", "1", ""),
        ("conditions within", "1?", "1", ":1"),
        ("assignments", "a=", "1", ""),
        ("negations", "!", "1", ""),
        ("typeof", "typeof ", "1", ""),
        ("new", "new ", "Object", ""),
        ("powers", "1**", "1", ""),
        ("calls", "f(", "1", ")"),
        ("spreads", "[...", "[]", "]"),
    ];
    let expressions = pairs.map(|(name, start, middle, end)| (name, format!("x={}", nested(start, middle, end))));
    let pairs = [
        ("blocks", "{", "", "}"),
        ("ifs", "if(1)", ";", ""),
        ("else ifs", "if(1){}else ", ";", ""),
        ("loops", "while(0)", ";", ""),
        ("loops with heads", "for(;0;)", ";", ""),
        ("switches", "switch(1){case 1:", "", "}"),
        ("tries", "try{", "", "}catch{}"),
        ("patterns", "var [a]=[", "[1]", "]"),
    ];
    let statements = pairs.map(|(name, start, middle, end)| (name, nested(start, middle, end)));
    let rows = expressions.into_iter().chain(statements);
    let rows = rows.map(|(name, script)| {
        Row::new(name, script, &[], LOAD).says(&["this is nested too deeply for the engine", "page.js:1:1"])
    });
    run_all(rows.collect());
}

fn nested(start: &str, middle: &str, end: &str) -> String {
    [&start.repeat(50_000), middle, &end.repeat(50_000)].concat()
}

#[test]
fn tests_end_where_their_calls_do_not() {
    let limit = "maximum number of recursive calls";
    assert!(test("(function f() { f(); })();", &[]).contains(limit));
    assert!(test("await 1; (function f() { f(); })();", &[]).contains(limit));
    let generator = "(async function* () { await 1; (function f() { f(); })(); })()";
    assert!(test(&format!("await {generator}.next();"), &[]).contains(limit));
    assert!(test(&format!("for await (const one of {generator});"), &[]).contains(limit));
    assert!(
        test("const p = new Proxy({}, {}); Object.setPrototypeOf(p, Object.create(p)); p.x;", &[])
            .contains("the native stack overflowed")
    );
}
