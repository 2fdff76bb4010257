//! Whatever page code gives to a member of `my`, a SocketTask or a RequestTask, nothing throws (CB-5), and every call is
//! settled once (CB-1).

use minihost_runtime::{Ended, Project, Single};
use minihost_shim::{APIS, Api, Form, REQUEST_TASK, SOCKET_TASK};
use minihost_socket::Profile;

use crate::bytes::Bytes;
use crate::program::run;
use crate::project::in_folder;

/// What is there before the page: it makes the calls, and counts what comes of them. It keeps the built-ins that it needs, since
/// pages spoil them.
const APP: &str = r#"
const { apply, getPrototypeOf } = Reflect, then = Promise.prototype.then, promise = Promise.prototype, push = Array.prototype.push;
const { floor } = Math, text = String;
const calls = [], made = [];
const attempt = (object, name, make) => {
  if (calls.length > 60) return;
  const call = { name, tracked: false, ended: 0, completed: 0, promised: false, settled: 0, threw: '' };
  calls[calls.length] = call;
  const track = (options) => {
    call.tracked = true;
    const define = (name, value) => Object.defineProperty(options, name, { value, enumerable: true, writable: false });
    define('success', () => { call.ended++; });
    define('fail', () => { call.ended++; });
    define('complete', () => { call.completed++; });
    return options;
  };
  let list;
  try { list = make(track); } catch { call.tracked = false; return; }
  let returned;
  try {
    if (typeof object[name] !== 'function') { call.tracked = false; return; }
    returned = apply(object[name], object, list);
  } catch (error) { call.threw = typeof error === 'object' && error ? text(error.message) : typeof error; return; }
  if (!returned || typeof returned !== 'object') return;
  made[made.length] = returned;
  if (getPrototypeOf(returned) !== promise) return;
  call.promised = true;
  const count = () => { call.settled++; };
  apply(then, returned, [count, count]);
};
const task = (index) => (made.length ? made[index % made.length] : {});
App({
  attempt,
  task,
  onHide() {
    for (let i = 0; i < calls.length; i++) {
      const { name, tracked, ended, completed, promised, settled, threw } = calls[i];
      console.log('call', name, tracked ? ended : '-', tracked ? completed : '-', promised ? settled : '-', threw);
    }
  },
});
"#;

const MANIFEST: &str = r#"{"pages": ["a", "b", "c"], "tabBar": {"items": [{"pagePath": "a"}, {"pagePath": "c"}]}}"#;

/// What page code may spoil for the host.
const SPOILT: [&str; 12] = [
    "Object.defineProperty(Object.prototype, 'data', { get() { throw 1 }, set() { throw 2 }, configurable: true });",
    "Object.defineProperty(Object.prototype, 'error', { set() { throw 1 }, configurable: true });",
    "Object.defineProperty(Object.prototype, 'get', { get() { throw 1 }, configurable: true });",
    "Object.prototype.multiple = true;",
    "Object.prototype.then = () => { throw 1 };",
    "Object.prototype.toJSON = () => { throw 1 };",
    "Array.prototype[Symbol.iterator] = undefined;",
    "JSON.stringify = JSON.parse = () => { throw 1 };",
    "Object.freeze(Object.prototype); Object.freeze(Array.prototype);",
    "Promise = undefined; ArrayBuffer = undefined; Uint8Array = undefined;",
    "String.prototype.toString = Number.prototype.valueOf = () => ({});",
    "Object.defineProperty(Array.prototype, '0', { set() { throw 1 }, get() { throw 2 }, configurable: true });",
];

const NAMES: [&str; 12] = [
    "length",
    "0",
    "__proto__",
    "constructor",
    "then",
    "toString",
    "valueOf",
    "toJSON",
    "content-type",
    "Host",
    "a b",
    "key",
];

const TEXTS: [&str; 30] = [
    "''",
    "'ws://peer/echo'",
    "'ws://peer/push?n=3&close=4000'",
    "'ws://peer/stall?at=tcp'",
    "'ws://peer/refuse'",
    "'ws://peer/drop'",
    "'ws://peer/fault/close/no-reply'",
    "'wss://peer/echo'",
    "'http://peer/http/json'",
    "'http://peer/nowhere'",
    "'https://peer/'",
    "'ws://[::1'",
    "'ws://peer/\\r\\nX: y'",
    "'\\ud800'",
    "'\\0\\r\\n'",
    "'x'.repeat(300000)",
    "'\\u{1f600}'.repeat(100)",
    "'pages/b'",
    "'/b?x=%ff&y'",
    "'/a'",
    "'aGk='",
    "'=!'",
    "'POST'",
    "'arraybuffer'",
    "'base64'",
    "'text'",
    "'onSocketMessage.callback.data'",
    "'connectSocket.object.header.'",
    "'../../..'",
    "'key'",
];

const NUMBERS: [&str; 14] = [
    "0",
    "-0",
    "1",
    "-1",
    "NaN",
    "Infinity",
    "-Infinity",
    "1e308",
    "5e-324",
    "1000",
    "4999",
    "2 ** 53",
    "0.5",
    "4294967296",
];

const ODDITIES: [&str; 22] = [
    "undefined",
    "null",
    "true",
    "false",
    "Symbol()",
    "Symbol.iterator",
    "10n ** 400n",
    "/x/g",
    "new Date(NaN)",
    "new ArrayBuffer(3)",
    "new Uint8Array(70000).fill(255)",
    "new DataView(new ArrayBuffer(8), 3)",
    "new Float64Array([NaN])",
    "Promise.reject(1).catch(() => {}) && Promise.reject(2)",
    "my",
    "getApp()",
    "(() => { const p = Proxy.revocable({}, {}); p.revoke(); return p.proxy; })()",
    "(() => { const a = []; a[0] = a; return a; })()",
    "(() => { const a = []; a.length = 100000; return a; })()",
    "(() => { let a = {}; for (let i = 0; i < 500; i++) a = { a }; return a; })()",
    "new Map([[1, 2]])",
    "Object.create(null)",
];

/// Checks one input: a byte for the settings, then choices that make a page.
///
/// # Panics
/// When something throws, or a call is not settled once.
pub(crate) fn check(input: &[u8]) {
    let mut bytes = Bytes::new(input);
    let mode = bytes.byte();
    let page = page(&mut bytes);
    let profile = if mode & 1 == 0 { Profile::Latest } else { Profile::Classic };
    let single = [Single::Replace, Single::Reject, Single::Ignore, Single::Replace][usize::from(mode >> 1 & 3)];
    let multiple = mode & 8 != 0;
    let ran = run(project(&page), move |settings| {
        settings.bridge.profile = profile;
        settings.bridge.single = single;
        settings.bridge.multiple = multiple;
    });
    assert!(
        matches!(ran.outcome.ended, Ended::Exhausted | Ended::Exited | Ended::Timeout),
        "{:?} {:?}\n{page}",
        ran.outcome,
        ran.lines
    );
    assert_eq!(ran.outcome.counts.lost_calls, 0, "{page}");
    let has_left = ran.outcome.ended == Ended::Exited;
    // The background may have come before the end: what was told last counts.
    let mut told: Vec<&str> = ran.lines.iter().filter_map(|line| line.strip_prefix("call ")).collect();
    told.dedup();
    for line in told {
        let fields: Vec<_> = line.splitn(5, ' ').collect();
        let [name, ended, completed, settled, threw] = fields[..] else { panic!("{line}") };
        assert_eq!(threw, "", "{line}\n{page}");
        // Silence is what this setting is for, and what has left hears of nothing.
        let may_be_silent = has_left || (name == "connectSocket" && single == Single::Ignore);
        for count in [ended, completed, settled] {
            assert!(count == "-" || count == "1" || (may_be_silent && count == "0"), "{line}\n{page}");
        }
    }
}

fn project(page: &str) -> Project {
    let others =
        [("app.json", MANIFEST), ("app.js", APP), ("b.js", "Page({})"), ("c.js", "Page({ onShow() { throw 1 } })")];
    in_folder(&[&[("a.js", page)], &others[..]].concat(), "")
}

/// A page that makes calls: when it is loaded, later, and from within listeners.
fn page(bytes: &mut Bytes<'_>) -> String {
    let mut statements = String::new();
    for _ in 0..12 {
        if bytes.is_empty() {
            break;
        }
        let statement = match bytes.below(16) {
            0 => bytes.one_of(&SPOILT).to_owned(),
            1 | 2 => format!("setTimeout(() => {{ {} }}, {});", call(bytes), bytes.below(4) * 100),
            3 => format!("my.onSocketOpen(() => {{ {} }});", call(bytes)),
            4 => format!("my.onSocketMessage(() => {{ {} }});", call(bytes)),
            5 => format!("my.onSocketClose(() => {{ {} throw 1; }});", call(bytes)),
            6 => format!("Promise.resolve().then(() => {{ {} }});", call(bytes)),
            _ => call(bytes),
        };
        statements.push_str("    try { ");
        statements.push_str(&statement);
        statements.push_str(" } catch {}\n");
    }
    format!("const {{ attempt, task }} = getApp();\nPage({{\n  onLoad() {{\n{statements}  }},\n}});\n")
}

fn call(bytes: &mut Bytes<'_>) -> String {
    let (object, table): (String, &[Api]) = match bytes.below(6) {
        0 => (format!("task({})", bytes.below(4)), SOCKET_TASK),
        1 => (format!("task({})", bytes.below(4)), REQUEST_TASK),
        // What connections need.
        2 => ("my".to_owned(), &APIS[2..13]),
        _ => ("my".to_owned(), APIS),
    };
    let api = &table[bytes.below(table.len())];
    let arguments = match bytes.below(8) {
        0 => value(bytes, 0),
        1 => format!("{}, {}", value(bytes, 0), value(bytes, 0)),
        2 => String::new(),
        _ if api.form.is_call() || api.form == Form::Sync => options(api, bytes),
        _ if api.form == Form::Function => value(bytes, 0),
        _ => listener(bytes),
    };
    format!("attempt({object}, '{}', (track) => [{arguments}]);", api.name)
}

/// An options object, mostly with callbacks that are counted.
fn options(api: &Api, bytes: &mut Bytes<'_>) -> String {
    let is_tracked = api.form.is_call() && bytes.below(4) != 0;
    let mut members = String::new();
    for field in api.options {
        members.push_str(&member(field.name, bytes));
    }
    if !is_tracked {
        for name in ["success", "fail", "complete"] {
            members.push_str(&member(name, bytes));
        }
    }
    let object = format!("{{ {members}}}");
    if is_tracked { format!("track({object})") } else { object }
}

fn member(name: &str, bytes: &mut Bytes<'_>) -> String {
    match bytes.below(8) {
        0 => String::new(),
        1 => format!("get '{name}'() {{ throw {} }}, ", value(bytes, 2)),
        2 => format!("get '{name}'() {{ {} return {} }}, ", call_from_within(bytes), value(bytes, 2)),
        3 if name == "url" => "url: 'ws://peer/echo', ".to_owned(),
        4 if name == "url" => "url: 'http://peer/http/json', ".to_owned(),
        _ => format!("['{name}']: {}, ", value(bytes, 1)),
    }
}

/// A call that is made while another one reads its options.
fn call_from_within(bytes: &mut Bytes<'_>) -> String {
    let calls = [
        "attempt(my, 'closeSocket', (track) => [track({})]);",
        "attempt(my, 'connectSocket', (track) => [track({ url: 'ws://peer/echo' })]);",
        "attempt(my, 'connectSocket', (track) => [track({ url: 'ws://peer/echo', multiple: true })]);",
        "attempt(my, 'sendSocketMessage', (track) => [track({ data: 'x' })]);",
        "attempt(my, 'offSocketMessage', () => []);",
        "attempt(my, 'reLaunch', (track) => [track({ url: '/b' })]);",
        "attempt(my, 'exitMiniProgram', (track) => [track({})]);",
        "attempt(my, 'clearStorageSync', () => []);",
        "delete Object.prototype.data;",
        "",
    ];
    bytes.one_of(&calls).to_owned()
}

fn listener(bytes: &mut Bytes<'_>) -> String {
    match bytes.below(4) {
        0 => value(bytes, 1),
        1 => "() => { throw null }".to_owned(),
        2 => format!("() => {{ {} }}", call_from_within(bytes)),
        _ => "(res) => { for (const name in res) res[name] = 1 }".to_owned(),
    }
}

fn value(bytes: &mut Bytes<'_>, depth: usize) -> String {
    let choices = if depth < 4 { 12 } else { 5 };
    match bytes.below(choices) {
        0 | 1 => bytes.one_of(&ODDITIES).to_owned(),
        2 | 3 => bytes.one_of(&TEXTS).to_owned(),
        4 => bytes.one_of(&NUMBERS).to_owned(),
        5 => format!("[{}, {}]", value(bytes, depth + 1), value(bytes, depth + 1)),
        6 => {
            let (first, second) = (bytes.one_of(&NAMES), bytes.one_of(&NAMES));
            format!("{{ {}{}}}", member(first, bytes), member(second, bytes))
        }
        7 => format!("{{ toString() {{ throw {} }}, toJSON: {} }}", value(bytes, depth + 1), value(bytes, depth + 1)),
        8 => format!("{{ [Symbol.toPrimitive]: () => ({}) }}", value(bytes, depth + 1)),
        9 => format!("(() => {{ {} return {} }})", call_from_within(bytes), value(bytes, depth + 1)),
        10 => {
            let traps = ["get", "ownKeys", "has", "getOwnPropertyDescriptor", "getPrototypeOf", "apply"];
            let (trap, target) = (bytes.one_of(&traps), ["{}", "[1]", "() => {}"][bytes.below(3)]);
            format!("new Proxy({target}, {{ {trap}() {{ throw 1 }} }})")
        }
        _ => format!("new Proxy([1], {{ get: (_, name) => ({}) }})", value(bytes, depth + 1)),
    }
}
