//! `minihost pack`: the packed conformance suite tells the same verdicts as `minihost test`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use minihost_peer::{Peer, PeerSettings};
use serde_json::Value;

fn minihost(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_minihost")).args(arguments).current_dir(folder).output().unwrap()
}

fn text(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// Runs the packed mini-program against a server; its exit code, and the lines that it logged.
fn run_packed(folder: &Path, profile: &str) -> (Option<i32>, Vec<String>) {
    let peer = Peer::start(PeerSettings::default()).unwrap();
    let (server, query) = (format!("server={}", peer.url()), format!("profile={profile}"));
    let arguments = ["run", "packed", "--query", &server, "--query", &query, "--profile", profile, "--timeout", "120s"];
    let output = minihost(folder, &arguments);
    (output.status.code(), String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect())
}

fn conformance() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/conformance")
}

/// What the tags of each test say of a mini-program: none for a test that runs there.
fn needs(test: &Value) -> Option<String> {
    let tags: Vec<_> = test["tags"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let lacking =
        ["launch", "peer", "clock"].into_iter().filter(|need| tags.contains(&format!("needs:{need}").as_str()));
    let lacking: Vec<_> = lacking.collect();
    (!lacking.is_empty()).then(|| format!("needs {}", lacking.join(", ")))
}

/// What the lines of a packed run should be, each with how often: some tests of a table have the same title.
fn expected(profile: &str) -> BTreeMap<String, usize> {
    let output = minihost(
        &conformance(),
        &["test", "--report", "json", "--clock", "real", "--profile", profile, "--timeout", "20s"],
    );
    assert_eq!(output.status.code(), Some(0), "{}", text(&output));
    let mut lines = BTreeMap::new();
    for line in String::from_utf8(output.stdout).unwrap().lines() {
        let event: Value = serde_json::from_str(line).unwrap();
        if event["event"] != "test" {
            continue;
        }
        let titles = event["titles"].as_array().unwrap().iter().map(|title| title.as_str().unwrap());
        let file = event["file"].as_str().unwrap().rsplit('/').next().unwrap();
        let name = std::iter::once(file).chain(titles).collect::<Vec<_>>().join(" > ");
        let line = match needs(&event) {
            Some(needs) => format!("LEFT OUT {name}: {needs}"),
            None if event["outcome"] == "passed" => format!("OK {name}"),
            None => format!("FAIL {name}"),
        };
        *lines.entry(line).or_insert(0) += 1;
    }
    lines
}

#[test]
fn the_packed_suite_tells_the_same_verdicts() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("packed");
    let output = minihost(&conformance(), &["pack", out.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output));
    for profile in ["classic", "latest"] {
        let (code, lines) = run_packed(folder.path(), profile);
        assert_eq!(code, Some(0), "{lines:#?}");
        let mut told = BTreeMap::new();
        for line in lines.iter().filter(|line| ["OK ", "FAIL ", "LEFT OUT "].iter().any(|word| line.starts_with(word)))
        {
            *told.entry(line.clone()).or_insert(0) += 1;
        }
        let expected = expected(profile);
        let differ: Vec<_> =
            expected.keys().chain(told.keys()).filter(|&key| expected.get(key) != told.get(key)).collect();
        assert!(differ.is_empty(), "{profile}: {differ:#?}");
        let passed: usize = expected.iter().filter(|(line, _)| line.starts_with("OK ")).map(|(_, count)| count).sum();
        let left_out = expected.values().sum::<usize>() - passed;
        assert!(passed > 40, "{passed} tests are portable");
        assert_eq!(*lines.last().unwrap(), format!("{passed} passed, 0 failed, {left_out} left out"));
    }
}

/// Packs `files` and runs them.
fn told(files: &[(&str, &str)]) -> (Option<i32>, Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let mut arguments = vec!["pack", "packed"];
    arguments.extend(files.iter().map(|(path, _)| *path));
    let output = minihost(folder.path(), &arguments);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output));
    run_packed(folder.path(), "classic")
}

#[test]
fn tests_that_fail_say_why() {
    let (code, lines) = told(&[(
        "a.test.js",
        "const server = peer();
        it('a value', () => { expect([1, { a: 'x' }]).toEqual([1, { a: 'y' }]); });
        it('a negation', () => { expect(1).not.toBe(1); });
        it('a promise', async () => { await expect(Promise.resolve(1)).rejects.toBe(1); });
        it('a throw', () => { null.x; });
        it('done with an error', (done) => { setTimeout(() => done(new Error('late')), 1); });
        it('no end', { timeout: 30 }, () => new Promise(() => {}));
        it('nobody catches', async () => {
          setTimeout(() => { throw new Error('thrown by a timer'); }, 1);
          await new Promise((resolve) => { setTimeout(resolve, 20); });
        });
        it('events', async () => {
          my.connectSocket({ url: server.url + '/close' });
          await expectEvents(['connectSocket success', 'open', 'close 1001'], { timeout: 500 });
        });
        it('a word without its tag', async () => { await launch('app'); });
        it('what the server saw', () => server.received);
        it.failing('mended', () => {});
        it('passes', () => {});",
    )]);
    let wanted = [
        "FAIL a.test.js > a value: expect([ 1, { a: 'x' } ]).toEqual([ 1, { a: 'y' } ])",
        "FAIL a.test.js > a negation: expect(1).not.toBe(1)",
        "FAIL a.test.js > a promise: the promise resolves with 1, and rejects is expected",
        "FAIL a.test.js > a throw: TypeError: ",
        "FAIL a.test.js > done with an error: late",
        "FAIL a.test.js > no end: it took longer than 30 ms",
        "FAIL a.test.js > nobody catches: Error: thrown by a timer",
        "FAIL a.test.js > events: expectEvents: expected connectSocket success, open, close 1001; \
         heard connectSocket success, open, close 1000",
        "FAIL a.test.js > a word without its tag: launch is not there in a mini-program: tag the test 'needs:launch'",
        "FAIL a.test.js > what the server saw: what the server received is not known to a mini-program: tag the test \
         'needs:peer'",
        "FAIL a.test.js > mended: it passed, and is expected to fail",
        "OK a.test.js > passes",
        "1 passed, 11 failed, 0 left out",
    ];
    assert_eq!(code, Some(4), "the host saw the error that nobody caught, too");
    assert_eq!(lines.len(), wanted.len(), "{lines:#?}");
    for (line, wanted) in lines.iter().zip(wanted) {
        assert!(line.starts_with(wanted), "{line}\nis not\n{wanted}");
    }
}

#[test]
fn suites_hooks_and_modules_work_as_under_minihost_test() {
    let (code, lines) = told(&[
        (
            "in/b.test.js",
            "const { order } = require('./order');
            beforeAll(() => order.push('file'));
            describe('outer', () => {
              beforeEach(() => order.push('before'));
              afterEach((done) => { order.push('after'); done(); });
              describe.each([['x'], ['y']])('inner %s', (name) => {
                it('test', () => order.push(name));
              });
              it.skip('skipped', () => {});
              it.todo('later');
              it.failing('known', () => { throw new Error('still there'); });
            });
            it('the order', () => {
              expect(order).toEqual(['file', 'before', 'x', 'after', 'before', 'y', 'after', 'before', 'after']);
              expect({ a: 1, b: { c: 'text' } }).toMatchObject({ b: { c: expect.stringContaining('ex') } });
              expect(() => { throw new TypeError('no'); }).toThrow(TypeError);
              const mock = fn().mockReturnValueOnce(3);
              expect([mock(1), mock(2)]).toEqual([3, undefined]);
              expect(mock).toHaveBeenLastCalledWith(2);
              const object = { method: (n) => n + 1 };
              const spy = spyOn(object, 'method');
              expect(object.method(1)).toBe(2);
              expect(spy).toHaveBeenCalledTimes(1);
            });",
        ),
        ("in/order.js", "module.exports = { order: [] };"),
        ("c.test.js", "it('not this', () => {}); it.only('only this', () => {});"),
        ("d.test.js", "throw new Error('cannot\\nbe read');"),
    ]);
    let wanted = [
        "LEFT OUT c.test.js > not this: skipped",
        "OK c.test.js > only this",
        "FAIL d.test.js: could not be loaded: cannot | be read",
        "OK in/b.test.js > outer > inner x > test",
        "OK in/b.test.js > outer > inner y > test",
        "LEFT OUT in/b.test.js > outer > skipped: skipped",
        "LEFT OUT in/b.test.js > outer > later: todo",
        "OK in/b.test.js > outer > known",
        "OK in/b.test.js > the order",
        "5 passed, 1 failed, 3 left out",
    ];
    assert_eq!((code, lines), (Some(0), wanted.map(str::to_owned).to_vec()));
}

#[test]
fn nothing_is_overwritten_unasked() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.test.js"), "it('x', () => {});").unwrap();
    assert_eq!(minihost(folder.path(), &["pack", "out"]).status.code(), Some(0));
    let output = minihost(folder.path(), &["pack", "out"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        text(&output).contains("out is not empty; nothing was written. Use --force to write into it"),
        "{output:?}"
    );
    // What is in OUT already is not packed again.
    let output = minihost(folder.path(), &["pack", "out", "--force"]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert!(!folder.path().join("out/tests/out").exists());
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        folder.read_dir().unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn the_whole_template_is_written() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.test.js"), "it('x', () => {});").unwrap();
    assert_eq!(minihost(folder.path(), &["pack", "out"]).status.code(), Some(0));
    let template = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/pack");
    for part in [".", "harness", "pages/index"] {
        assert_eq!(names(&folder.path().join("out").join(part)), names(&template.join(part)), "{part}");
    }
}

#[test]
fn what_cannot_be_packed_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let inside = folder.path().join("inside");
    std::fs::create_dir(&inside).unwrap();
    let output = minihost(&inside, &["pack", "out"]);
    assert_eq!(output.status.code(), Some(6), "{output:?}");
    assert!(text(&output).contains("there is no test file here"), "{output:?}");
    std::fs::write(folder.path().join("a.test.js"), "").unwrap();
    let output = minihost(&inside, &["pack", "out", "../a.test.js"]);
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    assert!(text(&output).contains("a.test.js is not in the current folder"), "{output:?}");
    assert!(!inside.join("out").exists());
}
