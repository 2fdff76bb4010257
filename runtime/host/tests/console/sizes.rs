//! However large, deep or tangled a value is, its text is bounded and the console survives.

use minihost_runtime::console::MAX_TEXT;

use crate::lines::print;

/// More than the limit by what says that something was cut, and the indentation of a few lines.
const SLACK: usize = 4_096;

/// Runs on a stack as small as that of a test's or a library's thread.
fn only_line(program: &str) -> String {
    let mut texts = print(program).texts();
    assert_eq!(texts.len(), 1, "{:?}", texts.iter().map(|text| text.get(..200)).collect::<Vec<_>>());
    let text = texts.remove(0);
    assert!(text.len() <= MAX_TEXT + SLACK, "{} bytes", text.len());
    text
}

#[test]
fn deep_objects_end_in_their_names() {
    let text = only_line(
        "let a = {}; for (let i = 0; i < 20000; i++) a = { a }
        console.dir(a, { depth: Infinity })",
    );
    assert!(text.contains("a: [Object]"), "{text}");
}

#[test]
fn deep_arrays_maps_and_causes_end_too() {
    for wrap in ["[a]", "new Map([[a, a]])", "new Set([a])", "new Error('x', { cause: a })", "Promise.resolve({ a })"] {
        let text = only_line(&format!(
            "let a = {{}}; for (let i = 0; i < 300; i++) a = {wrap}
            console.dir(a, {{ depth: Infinity }})"
        ));
        assert!(!text.is_empty());
    }
}

#[test]
fn chains_of_proxies_and_prototypes_end() {
    let proxies = "let p = {}; for (let i = 0; i < 5000; i++) p = new Proxy(p, {});";
    assert_eq!(only_line(&format!("{proxies} console.log(p)")), "[Proxy]");
    let short = "let p = { a: 1 }; for (let i = 0; i < 100; i++) p = new Proxy(p, {});";
    assert_eq!(only_line(&format!("{short} console.log(p)")), "{ a: 1 }");
    let prototypes = "let o = Object.create(null); for (let i = 0; i < 5000; i++) o = Object.create(o);";
    let text = only_line(&format!("{prototypes} console.log(o)"));
    assert!(text.ends_with("{}"), "{text}");
    let circle = "const a = {}; const p = new Proxy(a, {}); a.p = p; console.log(p)";
    assert_eq!(only_line(circle), "<ref *1> { p: [Circular *1] }");
}

#[test]
fn wide_values_are_cut() {
    for program in [
        "const o = {}; for (let i = 0; i < 100000; i++) o['key' + i] = i; console.log(o)",
        "const o = {}; for (let i = 0; i < 100000; i++) o['key' + i] = i; console.log('%j', o)",
        "console.dir(new Array(300000).fill('item'), { maxArrayLength: null })",
        "console.dir(new Uint8Array(500000), { maxArrayLength: null })",
        "const a = new Array(90).fill(new Array(90).fill(new Array(90).fill('some text'))); console.log(a, a, a)",
        "const s = 'x'.repeat(9000); console.log(new Array(100).fill(new Array(100).fill(s)))",
        "let s = 'x'; for (let i = 0; i < 22; i++) s += s; console.log(s)",
        "let s = 'x'; for (let i = 0; i < 22; i++) s += s; console.log('%s', s, s, { s })",
        "let s = '\\n'; for (let i = 0; i < 20; i++) s += s; console.log(s + s)",
        "console.log(new Error('x'.repeat(2000000)))",
        "console.dir(['x\\n'.repeat(400000)], { maxStringLength: null })",
        "console.log('%j', new Array(4294967295))",
        "console.log(new Array(4294967295))",
        "let a = ['x']; for (let i = 0; i < 60; i++) a = [a, a, '0123456789']; console.dir(a, { depth: null })",
        "const o = {}; for (let i = 0; i < 60; i++) o[i] = { s: 'x'.repeat(9000) }; console.table(new Array(3000).fill(o[1]))",
        "console.table(new Array(100000).fill(1))",
        "const o = {}; for (let i = 0; i < 5000; i++) o['k' + i] = i; console.table([o, o])",
        "console.table(new Map(new Array(5000).fill(0).map((_, i) => [i, 'x'.repeat(300)])))",
    ] {
        let text = only_line(program);
        assert!(!text.is_empty(), "{program}");
    }
}

#[test]
fn what_is_left_out_is_said() {
    let text = only_line(
        "const s = 'x'.repeat(9000), o = { }; for (let i = 0; i < 200; i++) o['k' + i] = s; console.log(o, o)",
    );
    assert!(text.contains("... more properties\n}"), "{}", &text[text.len() - 100..]);
    assert!(text.ends_with("[Object]"), "{}", &text[text.len() - 100..]);
    let text = only_line("let s = 'x'; for (let i = 0; i < 22; i++) s += s; console.log(s)");
    assert!(text.ends_with("... 3145728 more bytes"), "{}", &text[text.len() - 100..]);
}

#[test]
fn many_groups_stop_indenting() {
    let texts = print("for (let i = 0; i < 100000; i++) console.group(); console.log('x')").texts();
    assert_eq!(texts.last().map(String::len), Some(201));
}
