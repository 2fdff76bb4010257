//! `minihost inspect` on a terminal: the prompt, the history, completion, Ctrl-C and what the page prints meanwhile.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::time::Duration;

use minihost_peer::{Peer, PeerSettings};
use rustix::process::Signal;

use crate::terminal::Terminal;

const PAGE: &str = "Page({
  data: { first: { nested: 7 }, second: 2 },
  onLoad(query) {
    if (query.server) my.connectSocket({ url: query.server });
  },
  onTapThis() { return 'tap' + 'ped'; },
  tools: { get nosy() { console.log('a getter ran'); return {}; } },
  forever() { for (;;) {} },
  each() { [1].forEach(() => { for (;;) {} }); },
  onHide() { console.log('hid' + 'den'); },
  onUnload() { console.log('unload' + 'ed'); },
});
";

/// As the line editor draws it, with nothing typed.
const PROMPT: &str = "\x1b[K> \r";
const CTRL_C: &str = "\x03";
const CTRL_D: &str = "\x04";
const UP: &str = "\x1b[A";

fn start(folder: &Path, page: &str, arguments: &[&str]) -> Terminal {
    std::fs::write(folder.join("page.js"), page).unwrap();
    let arguments: Vec<_> = ["inspect", "page.js"].iter().chain(arguments).copied().collect();
    let mut terminal = Terminal::run(folder, &arguments, 100, &[]);
    terminal.wait_for(PROMPT);
    terminal
}

/// Types a line, and returns everything up to the next prompt.
fn line(terminal: &mut Terminal, text: &str) -> String {
    terminal.press(&format!("{text}\r"));
    terminal.wait_for("\r\n");
    terminal.wait_for(PROMPT)
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the test reads what was kept")]
fn a_session_keeps_its_history() {
    let folder = tempfile::tempdir().unwrap();
    let mut terminal = start(folder.path(), PAGE, &[]);
    assert!(line(&mut terminal, "page.data.first.nested * 6").contains("42\r\n"));
    // A line that begins with a space is a secret.
    assert!(line(&mut terminal, " 20 + 3").contains("23\r\n"));
    terminal.press(&format!("{UP}\r"));
    terminal.wait_for("42\r\n");
    terminal.wait_for(PROMPT);
    terminal.press(CTRL_D);
    let (code, told, is_raw) = terminal.end();
    assert_eq!(code, Some(0), "{told}");
    assert!(!is_raw);
    assert!(told.contains("hidden\r\nunloaded\r\n"), "{told}");
    let file = folder.path().join(".state/minihost/inspect-history");
    let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&file), mode(file.parent().unwrap())), (0o600, 0o700));
    let kept = std::fs::read_to_string(&file).unwrap();
    assert!(kept.contains("nested * 6") && !kept.contains("20 + 3"), "{kept}");

    let mut terminal = start(folder.path(), PAGE, &[]);
    terminal.press(&format!("{UP}\r"));
    terminal.wait_for("42\r\n");
    terminal.wait_for(PROMPT);
    terminal.press(".quit\r");
    assert_eq!(terminal.end().0, Some(0));
}

#[test]
fn tab_completes_without_running_page_code() {
    let folder = tempfile::tempdir().unwrap();
    let mut terminal = start(folder.path(), PAGE, &[]);
    for (typed, wanted) in [
        ("page.data.fi\t.ne\t * 3", "21\r\n"),
        ("this.onTapT\t()", "'tapped'\r\n"),
        (".data fi\t.nes\t", "7\r\n"),
        (".call onTapT\t", "'tapped'\r\n"),
        (".han\t", "onTapThis (0 parameters)\r\n"),
        ("typeof my.sendSocketM\t", "'function'\r\n"),
        ("JSON.stringi\t([1])", "'[1]'\r\n"),
    ] {
        let told = line(&mut terminal, typed);
        assert!(told.contains(wanted), "{typed:?}: {told}");
    }
    terminal.press("page.tools.nosy.\t");
    terminal.press(CTRL_C);
    terminal.wait_for(PROMPT);
    terminal.press(CTRL_D);
    let (code, told, _) = terminal.end();
    assert_eq!(code, Some(0));
    assert!(!told.contains("a getter ran"), "{told}");
}

#[test]
fn ctrl_c_stops_what_was_typed_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let mut terminal = start(folder.path(), PAGE, &[]);
    terminal.press("given up");
    terminal.press(CTRL_C);
    terminal.wait_for(PROMPT);
    for (code, place) in [
        ("while (true) {}", "interrupted"),
        ("page.forever()", "interrupted at page.js:8:"),
        ("new Promise(() => {})", "interrupted; the promise is still pending"),
    ] {
        terminal.press(&format!("console.log('evalu' + 'ates'); {code}\r"));
        terminal.wait_for("evaluates\r\n");
        terminal.signal(Signal::INT);
        terminal.wait_for(place);
        terminal.wait_for(PROMPT);
    }
    terminal.press(".wait message 1h\r");
    // Nothing tells that it waits, but that keys are not read.
    while terminal.is_raw() {
        std::thread::yield_now();
    }
    terminal.signal(Signal::INT);
    terminal.wait_for("interrupted");
    terminal.wait_for(PROMPT);
    // The same page goes on.
    assert!(line(&mut terminal, "page.setData({ second: 3 }); page.data.second + 39").contains("42\r\n"));
    assert!(line(&mut terminal, "null.x").contains("typed-5:1:"));
    terminal.press(CTRL_D);
    let (code, told, is_raw) = terminal.end();
    assert_eq!(code, Some(0), "{told}");
    assert!(!is_raw);
    assert!(told.contains("unloaded\r\n"), "{told}");
}

#[test]
fn typed_code_is_stopped_after_a_while() {
    let folder = tempfile::tempdir().unwrap();
    let mut terminal = start(folder.path(), PAGE, &[]);
    assert!(line(&mut terminal, "let n = 0; while (true) n++;").contains("it ran for more than 5s"));
    // A loop in a callback of a native function has another limit.
    let told = line(&mut terminal, "page.each()");
    assert!(told.contains("a loop goes round without end") && told.contains("page.js:9:"), "{told}");
    let told = line(&mut terminal, "(async () => { for (;;) await 0; })()");
    assert!(told.contains("promise jobs make others without end") && told.contains("typed-3:1:"), "{told}");
    assert!(line(&mut terminal, "6 * 7").contains("42\r\n"));
    terminal.press(CTRL_D);
    let (code, told, _) = terminal.end();
    assert_eq!(code, Some(0), "{told}");
    assert!(told.contains("unloaded\r\n"), "{told}");
}

#[test]
fn what_the_page_prints_appears_above_the_line() {
    let folder = tempfile::tempdir().unwrap();
    let page = "Page({
      tell() { setTimeout(() => { console.log('from the page \\x1b[2J\\x1b[31mred\\x1b[0m'); console.error('and more'); }, 0); },
    });";
    let peer = Peer::start(PeerSettings::default()).unwrap();
    let mut terminal = start(folder.path(), page, &["--query", &format!("server={}", peer.url())]);
    terminal.press("setTimeout(page.tell, 300)\r");
    terminal.wait_for("\r\n");
    terminal.wait_for(PROMPT);
    terminal.press("6 * ");
    let told = terminal.wait_for("and more");
    assert!(told.contains("from the page \\x1b[2J") && told.contains("red"), "{told}");
    // The line is there again, and goes on.
    terminal.wait_for("> 6 * ");
    terminal.press("7\r");
    terminal.wait_for("42\r\n");
    terminal.wait_for(PROMPT);
    terminal.press(CTRL_D);
    assert_eq!(terminal.end().0, Some(0));
}

#[test]
fn a_program_that_ends_gives_the_terminal_back() {
    let folder = tempfile::tempdir().unwrap();
    let mut terminal = start(folder.path(), "Page({});", &[]);
    terminal.press("setTimeout(my.exitMiniProgram, 1); 0\r");
    terminal.wait_for("0\r\n");
    let (code, told, is_raw) = terminal.end();
    assert_eq!(code, Some(0), "{told}");
    assert!(!is_raw);

    let mut terminal = start(folder.path(), "Page({});", &[]);
    terminal.press("half a li");
    terminal.signal(Signal::TERM);
    let (code, told, is_raw) = terminal.end();
    assert_eq!(code, Some(143), "{told}");
    assert!(!is_raw);
    assert!(told.contains("terminated"), "{told}");
}

#[test]
fn a_terminal_that_cannot_edit_lines_is_read_like_a_pipe() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("page.js"), PAGE).unwrap();
    let mut terminal = Terminal::run(folder.path(), &["inspect", "page.js"], 100, &[("TERM", "dumb")]);
    terminal.press("6 * 7\n");
    terminal.wait_for("42\r\n");
    terminal.press(CTRL_D);
    let (code, told, _) = terminal.end();
    assert_eq!(code, Some(0), "{told}");
    assert!(!told.contains('\x1b'), "{told:?}");
}

#[test]
fn the_end_of_a_session_closes_the_sockets() {
    let folder = tempfile::tempdir().unwrap();
    let peer = Peer::start(PeerSettings::default()).unwrap();
    let mut terminal = start(folder.path(), PAGE, &["--query", &format!("server={}/echo", peer.url())]);
    let told = line(&mut terminal, ".log 3");
    assert!(told.contains(" ms  "), "{told}");
    // Open already, or soon.
    terminal.press(".wait event 100ms\r");
    terminal.wait_for("\r\n");
    terminal.wait_for(PROMPT);
    assert!(line(&mut terminal, ".sockets").contains("connection: open, ws://127.0.0.1:"));
    terminal.press(CTRL_D);
    assert_eq!(terminal.end().0, Some(0));
    let closed = |seen: &[minihost_peer::Received]| seen.iter().any(|one| one.close().is_some());
    let seen = peer.wait_for(closed, Duration::from_secs(10)).unwrap();
    let codes: Vec<_> = seen.iter().filter_map(|one| one.close()).map(|close| close.code).collect();
    assert_eq!(codes, [Some(1001)]);
}
