//! `minihost test` on a terminal: the line that shows progress, and `--watch` with its keys and real changes.

use std::path::Path;

use rustix::process::Signal;

use crate::terminal::Terminal;

fn write(folder: &Path, name: &str, source: &str) {
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, source).unwrap();
}

/// Busy for long enough that the line is drawn; a terminal's reader sees it go away again.
const BUSY: &str = "it('is busy', () => { let n = 0; for (let i = 0; i < 3e6; i++) n += i; });";

#[test]
fn a_line_shows_progress_and_goes_away() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "a.test.js", BUSY);
    write(folder.path(), "b.test.js", "it('fails', () => { throw new Error('no'); });");
    let mut terminal = Terminal::run(folder.path(), &["test", "--seed", "1", "-j1"], 60, &[]);
    terminal.wait_for("0/2 files");
    terminal.wait_for("a.test.js");
    let (code, told, _) = terminal.end();
    assert_eq!(code, Some(1), "{told}");
    // Each line that was drawn is taken away before another one is written.
    let last = told.rfind(" files  ").unwrap();
    assert!(told[last..].contains("\r\x1b[K"), "{told:?}");
    for line in told.split(['\n', '\r']).filter(|line| line.contains(" files  ") && !line.contains(" in ")) {
        let text: String = line.replace("\x1b[K", "");
        assert!(anstream::adapter::strip_str(&text).to_string().chars().count() < 60, "{line:?}");
    }
}

#[test]
fn nobody_who_cannot_clear_a_line_gets_one() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "a.test.js", BUSY);
    for environment in [("TERM", "dumb"), ("CI", "true")] {
        let terminal = Terminal::run(folder.path(), &["test", "--seed", "1"], 60, &[environment]);
        let (code, told, _) = terminal.end();
        assert_eq!(code, Some(0), "{told}");
        assert!(!told.contains("0/1 files"), "{told:?}");
    }
    let terminal = Terminal::run(folder.path(), &["test", "--seed", "1"], 60, &[("NO_COLOR", "1")]);
    let (_, told, _) = terminal.end();
    assert!(told.contains("0/1 files") && !told.replace("\x1b[K", "").contains('\x1b'), "{told:?}");
}

const WATCHING: &str = "q: quit";

#[test]
fn what_a_change_matters_to_runs_again() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    write(folder, "a.test.js", "const lib = require('./lib'); it('a', () => { expect(lib.n).toBe(1); });");
    write(folder, "lib.js", "exports.n = 1;");
    write(
        folder,
        "b.test.js",
        "it('b', async () => { const app = await launch('app'); expect(app.page.data.x).toBe(1); });",
    );
    write(folder, "app/app.json", r#"{ "pages": ["index"] }"#);
    write(folder, "app/app.js", "App({});");
    write(folder, "app/index.js", "Page({ data: { x: 1 } });");
    let mut terminal = Terminal::run(folder, &["test", "--watch", "--seed", "1", "-j1"], 100, &[]);
    terminal.wait_for("2 passed");
    terminal.wait_for(WATCHING);
    assert!(terminal.is_raw());
    // A module: only the test that has it.
    write(folder, "lib.js", "exports.n = 2;");
    let told = terminal.wait_for(WATCHING);
    assert!(told.contains("1 failed") && told.contains("in 1 file,"), "{told}");
    // A page of a program that was launched.
    write(folder, "app/index.js", "Page({ data: { x: 2 } });");
    let told = terminal.wait_for(WATCHING);
    assert!(told.contains("b.test.js › b") && told.contains("in 1 file,"), "{told}");
    // Failed only: both.
    terminal.press("f");
    let told = terminal.wait_for(WATCHING);
    assert!(told.contains("2 failed") && told.contains("in 2 files,"), "{told}");
    write(folder, "lib.js", "exports.n = 1;");
    assert!(terminal.wait_for(WATCHING).contains("1 passed"));
    terminal.press("f");
    let told = terminal.wait_for(WATCHING);
    assert!(told.contains("1 failed") && told.contains("in 1 file,"), "{told}");
    // The same again.
    terminal.press("\r");
    assert!(terminal.wait_for(WATCHING).contains("in 1 file,"));
    // A new test, in a new folder.
    write(folder, "new/c.test.js", "it('c', () => {});");
    let told = terminal.wait_for(WATCHING);
    assert!(told.contains("new/c.test.js") && told.contains("1 passed in 1 file,"), "{told}");
    terminal.press("a");
    let told = terminal.wait_for(WATCHING);
    assert!(told.contains("2 passed, 1 failed in 3 files,"), "{told}");
    terminal.press("q");
    let (code, _, is_raw) = terminal.end();
    assert_eq!(code, Some(0));
    assert!(!is_raw);
}

#[test]
fn a_view_that_a_test_looked_at_matters_to_it() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    write(
        folder,
        "a.test.js",
        "it('a', async () => { const app = await launch('app'); expect(app.page.find('#n').text).toBe('1'); });",
    );
    write(folder, "b.test.js", "it('b', async () => { await launch('app'); });");
    write(folder, "app/app.json", r#"{ "pages": ["index"] }"#);
    write(folder, "app/index.js", "Page({ data: { n: 1 } });");
    write(folder, "app/index.axml", "<include src='./n.axml' />");
    write(folder, "app/n.axml", "<text id='n'>{{n}}</text>");
    let mut terminal = Terminal::run(folder, &["test", "--watch", "--seed", "1", "-j1"], 100, &[]);
    terminal.wait_for("2 passed");
    terminal.wait_for(WATCHING);
    write(folder, "app/n.axml", "<text id='n'>{{n + 1}}</text>");
    let told = terminal.wait_for(WATCHING);
    assert!(told.contains("a.test.js › a") && told.contains("in 1 file,"), "{told}");
    // What does not parse is read again, too.
    write(folder, "app/n.axml", "<text id='n'>{{n</text>");
    let told = terminal.wait_for(WATCHING);
    assert!(told.contains("this `{{` has no `}}`") && told.contains("in 1 file,"), "{told}");
    write(folder, "app/n.axml", "<text id='n'>{{n}}</text>");
    let told = terminal.wait_for(WATCHING);
    assert!(told.contains("1 passed"), "{told}");
    terminal.press("q");
    assert_eq!(terminal.end().0, Some(0));
}

#[test]
fn a_change_interrupts_a_run() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    write(folder, "a.test.js", "it('never ends', () => { for (;;) {} });");
    write(folder, "b.test.js", "it('b', () => {});");
    let arguments = ["test", "--watch", "--seed", "1", "-j1", "--clock", "real", "--timeout", "1h"];
    let mut terminal = Terminal::run(folder, &arguments, 100, &[]);
    terminal.wait_for("0/2 files");
    write(folder, "a.test.js", "it('ends', () => {});");
    terminal.wait_for("(interrupted)");
    // What was not reached runs as well.
    let told = terminal.wait_for(WATCHING);
    assert!(told.contains("2 passed in 2 files,"), "{told}");
    terminal.signal(Signal::INT);
    let (code, _, is_raw) = terminal.end();
    assert_eq!(code, Some(130));
    assert!(!is_raw);
}
