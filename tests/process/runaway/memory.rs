//! Scripts that want all the memory there is.

use super::{MEMORY, Row, UNCAUGHT, run_all, test};

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
    ];
    run_all(rows.map(|(name, script)| Row::new(name, script, &[], UNCAUGHT).says(&["RangeError: "])).into());
}

#[test]
fn tests_end_where_their_memory_does() {
    assert!(
        test("const a = []; for (;;) a.push({});", &["--max-memory", "400"]).contains("--max-memory sets the limit")
    );
}
