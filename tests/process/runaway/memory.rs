//! Scripts that want all the memory there is.

use super::{MEMORY, Row, TIME, UNCAUGHT, run_all, test};

const LITTLE: &[&str] = &["--max-memory", "64MiB", "--max-turn", "none"];

const TOO_MUCH: &[&str] = &["MiB of memory, and may use 64 MiB, in loading page.js", "`--max-memory` sets the limit"];

#[test]
#[cfg(target_os = "linux")]
fn what_grows_ends() {
    let rows = [
        ("a list", "const a = []; for (;;) a.push({});"),
        ("a map", "const m = new Map(); for (let i = 0; ; i += 1) m.set(i, i);"),
        ("a set", "const s = new Set(); for (;;) s.add({});"),
        ("keys", "const o = {}; for (let i = 0; ; i += 1) o['k' + i] = i;"),
        ("closures", "const a = []; for (;;) a.push(() => a);"),
        ("a linked list", "let list; for (;;) list = { list };"),
        ("errors", "const a = []; for (;;) a.push(new Error('x'));"),
        ("a text that doubles", "let s = 'x'; for (;;) s += s;"),
        ("one that is not Latin", "let s = '\u{4e00}'; for (;;) s += s;"),
        ("a template that doubles", "let s = 'x'; for (;;) s = `${s}${s}`;"),
        ("a concat that doubles", "let s = 'x'; for (;;) s = s.concat(s);"),
        ("a list that doubles", "let a = [1]; for (;;) a = a.concat(a);"),
        ("a replacement", "'x'.repeat(1e5).replaceAll('x', 'y'.repeat(1e5));"),
        ("a replacement by pattern", "'x'.repeat(1e5).replace(/x/g, 'y'.repeat(1e5));"),
        ("filling an array", "new Array(1e9).fill();"),
        ("an array of a length", "Array.from({ length: 2 ** 32 - 1 });"),
        (
            "keys that a proxy makes up",
            "const all = new Proxy([], { get: (_, name) => (name === 'length' ? 2 ** 53 - 1 : `k${name}`) });
             Object.keys(new Proxy({}, { ownKeys: () => all }));",
        ),
        ("spreading holes", "[...new Array(2 ** 32 - 1)];"),
        ("buffers that are kept", "const a = []; for (;;) a.push(new ArrayBuffer(1 << 20));"),
        ("promises", "const f = () => { Promise.resolve().then(f); Promise.resolve().then(f); }; f();"),
    ];
    run_all(rows.map(|(name, script)| Row::new(name, script, LITTLE, MEMORY).says(TOO_MUCH)).into());
}

#[test]
fn what_cannot_be_had_is_refused() {
    let rows = [
        ("a buffer", "new ArrayBuffer(2 ** 40);"),
        ("a buffer that may grow", "new ArrayBuffer(1, { maxByteLength: 2 ** 40 });"),
        ("a shared buffer", "new SharedArrayBuffer(2 ** 40);"),
        ("numbers", "new Float64Array(2 ** 33);"),
        ("a copy of what is long", "Uint8Array.from({ length: 2 ** 33 });"),
        ("a power", "2n ** (2n ** 40n);"),
        ("a shift", "1n << (2n ** 64n);"),
        ("an array's length", "Array.from({ length: 2 ** 53 - 1 });"),
        ("a text", "'x'.repeat(2 ** 53 - 1);"),
        ("one that the engine would try", "'x'.repeat(2 ** 30);"),
        ("one of several units", "'\u{4e00}'.repeat(2 ** 31);"),
        ("padding", "'x'.padStart(2 ** 32 - 1);"),
        ("padding at the end", "'x'.padEnd(2 ** 30, 'ab');"),
        ("holes as a text", "`${new Array(2 ** 32 - 1)}`;"),
        ("holes and separators", "new Array(2 ** 28).join('abcdefgh');"),
        ("arguments", "(() => {}).apply(null, { length: 2 ** 53 - 1 });"),
        ("holes as arguments", "Math.max.apply(null, new Array(2 ** 32 - 1));"),
        ("reflected arguments", "Reflect.apply(Math.max, null, { get length() { return 2 ** 53 - 1; } });"),
        ("a constructor's arguments", "Reflect.construct(Array, { length: 2 ** 53 - 1 });"),
        ("a sorted copy", "Array.prototype.toSorted.call({ length: 2 ** 32 });"),
    ];
    run_all(rows.map(|(name, script)| Row::new(name, script, &[], UNCAUGHT).says(&["RangeError: "])).into());
}

#[test]
fn what_a_proxy_claims_to_have_is_refused() {
    let rows = [
        ("its keys", "Object.keys(proxy);"),
        ("all of them", "Reflect.ownKeys(proxy);"),
        ("a loop", "for (const key in proxy);"),
        ("a spread", "({ ...proxy });"),
        ("the rest", "const { a, ...rest } = proxy;"),
        ("a copy", "Object.assign({}, proxy);"),
        ("a frozen one", "Object.freeze(proxy);"),
        ("a JSON text", "JSON.stringify(proxy);"),
        ("a proxy of it", "Object.keys(new Proxy(proxy, {}));"),
        ("what inherits from it", "for (const key in Object.create(proxy));"),
        (
            "one that can be revoked",
            "Object.keys(Proxy.revocable({}, { ownKeys: () => ({ length: 2 ** 52 }) }).proxy);",
        ),
        (
            "one whose trap comes later",
            "const late = {}; const p = new Proxy({}, late); late.ownKeys = traps.ownKeys; Object.keys(p);",
        ),
        ("one whose trap is inherited", "Object.keys(new Proxy({}, Object.create(traps)));"),
        ("one whose handler is a proxy", "Object.keys(new Proxy({}, new Proxy(traps, {})));"),
        ("one that is made by reflection", "Object.keys(Reflect.construct(Proxy, [{}, traps]));"),
    ];
    let made = "const traps = { ownKeys: () => ({ length: 2 ** 53 - 1 }) }; const proxy = new Proxy({}, traps);";
    let scripts = rows.map(|(name, script)| (name, format!("{made} {script}")));
    let rows = scripts.iter().map(|(name, script)| Row::new(name, script, &[], UNCAUGHT).says(&["TypeError: "]));
    run_all(rows.collect());
}

#[test]
fn what_is_long_and_empty_takes_time_and_no_memory() {
    let rows = [
        ("sorting holes", "new Array(2 ** 32 - 1).sort();"),
        ("sorting what has a length", "Array.prototype.sort.call({ length: 2 ** 53 - 1 });"),
        ("a copy", "Array.prototype.toSorted.call({ length: 2 ** 32 - 1 });"),
        ("joining without a separator", "new Array(2 ** 32 - 1).join('');"),
    ];
    run_all(rows.map(|(name, script)| Row::new(name, script, &["--max-turn", "300ms"], TIME)).into());
}

#[test]
#[cfg(target_os = "linux")]
fn what_is_let_go_is_no_memory() {
    let rows = [
        ("buffers", "for (let i = 0; i < 3000; i += 1) new ArrayBuffer(1 << 20);"),
        ("large ones", "for (let i = 0; i < 40; i += 1) new Float64Array(8e6);"),
        ("copies", "const a = new Uint8Array(1 << 20); for (let i = 0; i < 2000; i += 1) a.slice();"),
        (
            "JSON",
            "const padding = 'x'.repeat(200); for (let i = 0; i < 40000; i += 1) {
               const many = Array.from({ length: 10 }, (_, n) => `\"key ${i} ${n}\":\"${i} ${n} ${padding}\"`);
               JSON.parse(`{${many}}`);
             }",
        ),
        (
            "texts of what was an event",
            "Page({ onLoad() {
               let n = 0;
               const f = () => { ({ text: 'x'.repeat(2e6), f }).self = f; if ((n += 1) < 600) setTimeout(f, 0); };
               f();
             } });",
        ),
    ];
    run_all(rows.map(|(name, script)| Row::new(name, script, &["--max-memory", "256MiB"], 0)).into());
}

#[test]
fn tests_end_where_their_memory_does() {
    assert!(
        test("const a = []; for (;;) a.push({});", &["--max-memory", "400"]).contains("--max-memory sets the limit")
    );
}
