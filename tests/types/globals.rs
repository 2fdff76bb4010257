//! `test.d.ts` and `my.d.ts` name the globals, the matchers and the members that a test script and a page really have: no
//! more, and no fewer.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

type Names = BTreeSet<String>;

/// Prints what there is, a list in each line. A function that is called without an object has the global object as `this`.
const TEST_SCRIPT: &str = "
    const list = (title, object) => console.log('@' + title + ' ' + Object.getOwnPropertyNames(object).join(' '));
    it('tells', async () => {
      list('globals', (function () { return this; })());
      list('Matchers', Object.getPrototypeOf(expect(1)));
      list('Expect', expect);
      list('AsymmetricMatchers', expect.not);
      list('MockFunction', fn());
      list('TestFamily', it);
      list('clock', clock);
      list('minihost', minihost);
      const server = peer();
      list('ScriptedPeer', server);
      const app = await launch('page.js');
      list('LaunchedApp', app);
      list('LaunchedPage', app.page);
    });
";
const PAGE: &str = "
    const list = (title, object) => console.log('@' + title + ' ' + Object.getOwnPropertyNames(object).join(' '));
    const global = (function () { return this; })();
    console.log('@globals ' + Object.getOwnPropertyNames(global).filter((name) => global[name] !== undefined).join(' '));
    list('Console', console);
    Page({ onLoad() { console.log('@page ' + ['data', 'route', 'setData', '$spliceData', '$batchedUpdates'].filter((name) => name in this).join(' ')); } });
";

/// What the language itself defines (ECMA-262, and its annex B).
const LANGUAGE: &str = "
    AggregateError Array ArrayBuffer Atomics BigInt BigInt64Array BigUint64Array Boolean DataView Date Error EvalError
    FinalizationRegistry Float16Array Float32Array Float64Array Function Infinity Int16Array Int32Array Int8Array
    Iterator JSON Map Math NaN Number Object Promise Proxy RangeError ReferenceError Reflect RegExp Set
    SharedArrayBuffer String Symbol SyntaxError TypeError URIError Uint16Array Uint32Array Uint8Array Uint8ClampedArray
    WeakMap WeakRef WeakSet decodeURI decodeURIComponent encodeURI encodeURIComponent escape eval isFinite isNaN parseFloat
    parseInt unescape
";

/// What a module has beside the globals.
const MODULE: &str = "require module exports";

fn minihost(arguments: &[&str]) -> BTreeMap<String, Names> {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.test.js"), TEST_SCRIPT).unwrap();
    std::fs::write(folder.path().join("page.js"), PAGE).unwrap();
    let output =
        Command::new(env!("CARGO_BIN_EXE_minihost")).args(arguments).current_dir(folder.path()).output().unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{printed}");
    let mut lists = BTreeMap::new();
    for (title, names) in printed.lines().filter_map(|line| line.trim().strip_prefix('@')?.split_once(' ')) {
        // The page that the test launches prints its own lists, which come later.
        lists.entry(title.to_owned()).or_insert_with(|| words(names));
    }
    lists
}

fn words(text: &str) -> Names {
    text.split_whitespace().map(str::to_owned).collect()
}

fn identifier(text: &str) -> String {
    text.chars().take_while(|character| character.is_alphanumeric() || "_$".contains(*character)).collect()
}

/// A file of declarations.
struct Declarations(String);

impl Declarations {
    fn read(path: &str) -> Self {
        Self(std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)).unwrap())
    }

    /// The names of the globals.
    fn globals(&self) -> Names {
        let declared = |line: &str| {
            let rest = line.strip_prefix("declare ")?;
            ["const ", "var ", "function "].iter().find_map(|kind| rest.strip_prefix(kind)).map(identifier)
        };
        self.0.lines().filter_map(declared).collect()
    }

    /// The names of the members of the interface, or of the object, that begins like this.
    fn members(&self, head: &str) -> Names {
        let lines = self.0.lines().skip_while(|line| !line.starts_with(head)).skip(1);
        let lines: Vec<_> = lines.take_while(|line| !line.starts_with('}')).collect();
        assert!(!lines.is_empty(), "there is no `{head}`");
        let own = lines.iter().filter_map(|line| line.strip_prefix("  "));
        own.map(|line| identifier(line.strip_prefix("readonly ").unwrap_or(line)))
            .filter(|name| !name.is_empty())
            .collect()
    }
}

#[track_caller]
fn same(what: &str, declared: &Names, there: &Names) {
    let missing: Vec<_> = there.difference(declared).collect();
    let extra: Vec<_> = declared.difference(there).collect();
    assert!(
        missing.is_empty() && extra.is_empty(),
        "{what}: not declared {missing:?}, declared but not there {extra:?}"
    );
}

fn without(names: &Names, others: &Names) -> Names {
    names.difference(others).cloned().collect()
}

#[test]
fn the_declarations_of_tests_name_what_a_test_has() {
    let there = minihost(&["test", "a.test.js", "--show-output"]);
    let page = minihost(&["run", "page.js"]);
    let declared = Declarations::read("runtime/kit/test.d.ts");
    let hidden = words(
        "window document global globalThis self location fetch XMLHttpRequest AlipayJSBridge navigator WebSocket undefined",
    );
    let own = without(&without(&there["globals"], &page["globals"]), &hidden);
    same("test.d.ts", &declared.globals(), &own);
    // What every function has.
    let of_functions = words("length name");
    for (title, head) in [
        ("Matchers", "interface Matchers<"),
        ("AsymmetricMatchers", "interface AsymmetricMatchers "),
        ("MockFunction", "interface MockFunction "),
        ("LaunchedApp", "interface LaunchedApp "),
        ("LaunchedPage", "interface LaunchedPage "),
        ("ScriptedPeer", "interface ScriptedPeer "),
        ("clock", "declare const clock:"),
    ] {
        let mut found = without(&there[title], &of_functions);
        if title == "Matchers" {
            // These two are on `expect(…)` alone: they lead to matchers.
            found = without(&found, &words("resolves rejects"));
        }
        same(title, &declared.members(head), &found);
    }
    let asymmetric = declared.members("interface AsymmetricMatchers ");
    let expect = declared.members("interface Expect ").union(&asymmetric).cloned().collect();
    same("Expect", &expect, &without(&there["Expect"], &of_functions));
    let family = declared.members("interface TestFamily ");
    let family: Names = family.union(&declared.members("interface FailableFunction ")).cloned().collect();
    let family = family.union(&declared.members("interface TestFunction ")).cloned().collect();
    same("TestFamily", &family, &without(&there["TestFamily"], &of_functions));
}

#[test]
fn the_declarations_of_pages_name_what_a_page_has() {
    let there = minihost(&["run", "page.js"]);
    let declared = Declarations::read("js-shim/my.d.ts");
    let module = words(MODULE);
    let global = without(&without(&there["globals"], &words(LANGUAGE)), &module);
    same("my.d.ts", &without(&declared.globals(), &module), &global);
    same("Console", &declared.members("interface Console "), &there["Console"]);
    same("PageMembers", &declared.members("interface PageMembers<"), &there["page"]);
}
