//! What page code prints, on a terminal.

use crate::terminal::Terminal;

const PAGE: &str = r"Page({
  onLoad() {
    console.log('red \u001b[31mand clear \u001b[2J\u001b[H');
    console.error('title \u001b]0;mine\u0007');
    my.showToast({ content: '\u001b[2J' });
    throw new Error('over\rwritten \u009b2J');
  },
});";

const TEST: &str = r"it('clears \u001b[2J', () => { throw new Error('title \u001b]0;mine\u0007'); });";

#[test]
fn page_code_cannot_command_a_terminal() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("page.js"), PAGE).unwrap();
    let terminal = Terminal::run(folder.path(), &["run", "page.js", "--trace"], 100, &[]);
    let (code, seen, _) = terminal.end();
    assert_eq!(code, Some(4), "{seen}");
    assert!(seen.contains("red \u{1b}[31mand clear \\x1b[2J\\x1b[H\u{1b}[0m"), "{seen}");
    assert!(seen.contains("title \\x1b]0;mine\\x07"), "{seen}");
    // What draws the snippet has a sign of its own for a carriage return.
    assert!(seen.contains("over\u{240d}written \\x9b2J"), "{seen}");
    assert_nothing_is_commanded(&seen);
}

#[test]
fn a_test_cannot_command_a_terminal() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.test.js"), TEST).unwrap();
    let terminal = Terminal::run(folder.path(), &["test", "--seed", "1"], 100, &[("NO_COLOR", "1"), ("CI", "true")]);
    let (code, seen, _) = terminal.end();
    assert_eq!(code, Some(1), "{seen}");
    assert!(seen.contains("clears \\x1b[2J"), "{seen}");
    assert_nothing_is_commanded(&seen);
}

fn assert_nothing_is_commanded(seen: &str) {
    for command in ["\u{1b}[2J", "\u{1b}[H", "\u{1b}]", "\u{7}", "\u{9b}", "over\r"] {
        assert!(!seen.contains(command), "{command:?} in {seen:?}");
    }
}
