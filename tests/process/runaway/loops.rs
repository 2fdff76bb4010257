//! Scripts that take all the time there is.

use std::time::Duration;

use wait4::Wait4;

use super::{Row, TIME, UNCAUGHT, run_all, start, test};

/// Enough for the rows that are entered, on any machine.
const TURN: &[&str] = &["--max-turn", "300ms"];

const LOADING: &[&str] = &["the script has not come back for 300ms, in loading page.js", "`--max-turn` sets the limit"];

#[test]
fn turns_without_an_end() {
    let loading = [
        ("a loop", "for (;;);"),
        ("a loop in calls", "function f() { g(); } function g() { while (true) {} } f();"),
        ("a loop that catches", "for (;;) { try { throw 1; } catch { continue; } finally { } }"),
        ("a recursion that branches", "function f(n) { return n ? f(n - 1) + f(n - 1) : 0; } f(60);"),
        ("promise jobs that make others", "const f = () => Promise.resolve().then(f); f();"),
        ("an async function that never waits", "(async () => { for (;;) await 0; })();"),
        ("a thenable that resolves with itself", "const t = { then(f) { f(t); } }; Promise.resolve(t);"),
        ("a getter that a built-in asks", "JSON.stringify({ get x() { for (;;); } });"),
        ("toString, called by a built-in", "`${{ toString() { for (;;); } }}`;"),
        ("toJSON, called by a built-in", "JSON.stringify({ toJSON() { for (;;); } });"),
        ("a comparator", "[1, 2].sort(() => { for (;;); });"),
        ("a reviver", "JSON.parse('[1]', () => { for (;;); });"),
        ("a replacer", "'a'.replace(/a/, () => { for (;;); });"),
        ("a trap", "new Proxy({}, { get() { for (;;); } }).x;"),
        (
            "an iterator without an end",
            "const o = { [Symbol.iterator]: () => ({ next: () => ({ value: 1 }) }) }; for (const x of o);",
        ),
        ("an iterator that a built-in reads", "new Set({ [Symbol.iterator]: () => ({ next: () => ({}) }) });"),
        ("a generator", "function* g() { for (;;) yield 1; } for (const x of g());"),
        ("a generator that a built-in reads", "(function* () { for (;;) yield 1; })().forEach(() => {});"),
        (
            "an array that grows while it is read",
            "const a = [1]; for (const x of a) { a.push(x); a[a.length - 2] = 0; }",
        ),
        ("a regular expression that backtracks", "/^(a+)+$/.test('a'.repeat(40) + 'b');"),
        ("another one", "/(x+x+)+y/.test('x'.repeat(60));"),
        ("one that splits", "'a'.repeat(40).split(/^(a+)+$b/);"),
        ("a built-in over a very long list", "Array.prototype.indexOf.call({ length: 2 ** 53 - 1 }, 1);"),
        ("a built-in with a callback over one", "Array.prototype.every.call({ length: 2 ** 53 - 1 }, () => true);"),
        ("reversing a very long array", "new Array(2 ** 32 - 1).reverse();"),
        (
            "holes to write as JSON",
            "JSON.stringify(new Proxy([], { get: (t, k) => (k === 'length' ? 2 ** 53 - 1 : t[k]) }), (k, v) => v);",
        ),
        ("a literal of a huge number", "BigInt('9'.repeat(5e6));"),
        ("a console line with a getter", "console.log({ toString() { for (;;); } } + '');"),
    ];
    let rows = loading.map(|(name, script)| Row::new(name, script, TURN, TIME).says(LOADING));
    run_all(rows.into());
}

#[test]
fn turns_without_an_end_in_what_the_host_calls() {
    run_all(vec![
        Row::new("onLoad", "Page({ onLoad() { for (;;); } });", TURN, TIME)
            .says(&["the script has not come back for 300ms, in onLoad of page page\n"]),
        Row::new("a timer", "Page({ onLoad() { setTimeout(() => { for (;;); }, 1); } });", TURN, TIME)
            .says(&["in setTimeout callback\n"]),
        Row::new("an interval", "setInterval(() => { for (;;); }, 1);", TURN, TIME)
            .says(&["in setInterval callback\n"]),
        Row::new(
            "a callback of my",
            "Page({ onLoad() { my.getStorage({ key: 'a', success() { for (;;); } }); } });",
            TURN,
            TIME,
        )
        .says(&["in success callback of my.getStorage\n"]),
        Row::new(
            "a listener of a connection",
            "Page({ onLoad(query) {
               my.onSocketOpen(() => my.sendSocketMessage({ data: 'a' }));
               my.onSocketMessage(() => { for (;;); });
               my.connectSocket({ url: query.server });
             } });",
            &["--max-turn", "300ms", "--peer", "--query", "server=${peer}/echo"],
            TIME,
        )
        .says(&["in onSocketMessage listener\n"]),
        Row::new("an option that is read", "my.alert({ content: { toString() { for (;;); } } });", TURN, TIME),
        Row::new("data of a page", "Page({ get data() { for (;;); } });", TURN, TIME),
        Row::new(
            "setData's callback",
            "Page({ onLoad() { this.setData({ x: 1 }, () => { for (;;); }); } });",
            TURN,
            TIME,
        )
        .says(&["in setData callback\n"]),
        Row::new("onError", "App({ onError() { for (;;); } }); Page({ onLoad() { throw 1; } });", TURN, TIME)
            .says(&["in app.onError\n"]),
        Row::new("onUnload", "Page({ onUnload() { for (;;); } });", TURN, TIME).says(&["in onUnload of page page\n"]),
        Row::new("a handler", "Page({ go() { for (;;); } });", &["--max-turn", "300ms", "--call", "go"], TIME)
            .says(&["in go"]),
    ]);
}

#[test]
fn turns_that_come_back_are_no_business_of_this_limit() {
    // Timers that set each other run for ever, a short turn each.
    let timers = "Page({ onLoad() { const f = () => setTimeout(f, 0); f(); } });";
    run_all(vec![
        Row::new("timers that set each other", timers, &["--max-turn", "300ms", "--timeout", "1s"], TIME)
            .says(&["the program did not end within 1s", "timeout set at page.js:1:"]),
        Row::new(
            "a long turn with the limit lifted",
            "const end = Date.now() + 600; while (Date.now() < end);",
            &["--max-turn", "none"],
            0,
        ),
        Row::new(
            "many short turns",
            "Page({ onLoad() {
               let n = 0;
               const f = () => { const end = Date.now() + 100; while (Date.now() < end); if ((n += 1) < 8) setTimeout(f, 0); };
               f();
             } });",
            TURN,
            0,
        ),
    ]);
}

#[test]
fn waiting_takes_no_time_of_the_processor() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("page.js"), "setTimeout(() => {}, 2000); Page({});").unwrap();
    let ended = start(folder.path(), &["run", "page.js"]).wait4().unwrap();
    assert_eq!(ended.status.code(), Some(0));
    // The engine's own queue asks without a pause whether the timer is due.
    let used = ended.rusage.utime + ended.rusage.stime;
    assert!(used < Duration::from_secs(1), "{used:?}");
}

#[test]
fn rounds_that_are_counted_have_a_place() {
    const ROUNDS: &[&str] = &["--max-rounds", "100000"];
    const LOOP: &[&str] = &["a loop goes round without end", "page.js:2:"];
    run_all(vec![
        Row::new("a loop", "let a = 0;\nfor (;;) a += 1;", ROUNDS, UNCAUGHT).says(LOOP),
        Row::new("a loop in a call", "function f() {\n  while (true) {} }\nf();", ROUNDS, UNCAUGHT).says(LOOP),
        Row::new("a loop in a callback", "[1].map(() => {\n  do {} while (true); });", ROUNDS, UNCAUGHT).says(LOOP),
        Row::new("an async loop", "(async () => {\n  for (;;) await 0; })();", ROUNDS, UNCAUGHT).says(&["page.js:2:"]),
        Row::new("promise jobs", "const f = () =>\n  Promise.resolve().then(f);\nf();", ROUNDS, UNCAUGHT)
            .says(&["promise jobs make others without end", "page.js:2:"]),
        Row::new("loops that end", "for (let i = 0; i < 99999; i += 1);", ROUNDS, 0),
    ]);
}

#[test]
fn tests_end_where_their_scripts_do_not() {
    let test = |script: &str| test(script, &["--silence", "1s"]);
    assert!(test("for (;;);").contains("in a loop without end"));
    assert!(test("const f = () => Promise.resolve().then(f); f(); await 0;").contains("promise jobs"));
    assert!(test("/^(a+)+$/.test('a'.repeat(40) + 'b');").contains("within a built-in function"));
    assert!(test("JSON.stringify({ toJSON() { for (;;); } });").contains("in a loop without end"));
}
