//! Whatever is in the files, checking them ends without a panic, and places are in the text.

#![expect(clippy::unwrap_used, reason = "a failed helper fails the test")]

use std::fs;

use minihost_check::{Settings, check};
use proptest::prelude::*;

/// Pieces of programs, so that more than the lexer is reached.
const PIECES: [&str; 44] = [
    "my",
    ".",
    "onSocketOpen",
    "offSocketOpen",
    "(",
    ")",
    "{",
    "}",
    "[",
    "]",
    "=>",
    "function",
    "async",
    "await",
    "if",
    "else",
    "for",
    "let",
    "const",
    "var",
    "class",
    "Page",
    "require",
    "'./x'",
    "`ws://${",
    "'ws://x'",
    ";",
    ",",
    "=",
    "?.",
    "&&",
    "import",
    "export",
    "from",
    "x",
    "\n",
    "//",
    "/*",
    "*/",
    "/",
    "é",
    "\u{2028}",
    "connectSocket",
    "sendSocketMessage",
];

fn checked(file: &str, text: &[u8]) {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    fs::write(root.join("app.json"), r#"{ "pages": ["a"] }"#).unwrap();
    fs::write(root.join("a.js"), "Page({});").unwrap();
    fs::write(root.join(file), text).unwrap();
    if let Ok(report) = check(root, &Settings::default()) {
        for finding in report.findings {
            assert!(finding.start <= finding.end && finding.start.line > 0 && finding.start.column > 0, "{finding:?}");
            assert!(finding.start.column <= finding.line.chars().count() + 1, "{finding:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    #[test]
    fn any_text_can_be_checked(text in any::<String>()) {
        checked("a.js", text.as_bytes());
    }

    #[test]
    fn any_bytes_can_be_checked(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        checked("a.js", &bytes);
        checked("app.json", &bytes);
        checked("a.json", &bytes);
    }

    #[test]
    fn any_pieces_of_programs_can_be_checked(pieces in proptest::collection::vec(proptest::sample::select(&PIECES[..]), 0..60)) {
        checked("a.js", pieces.join(" ").as_bytes());
        checked("a.js", pieces.concat().as_bytes());
    }

    #[test]
    fn any_damage_can_be_checked(from in 0..900_usize, length in 0..30_usize, with in any::<String>()) {
        let text = include_str!("../../../tests/specs/check/unknown-api-guarded/app/a.js");
        let (from, to) = (from.min(text.len()), (from + length).min(text.len()));
        let damaged = [&text.as_bytes()[..from], with.as_bytes(), &text.as_bytes()[to..]].concat();
        checked("a.js", &damaged);
    }
}

#[test]
fn deep_texts_do_not_exhaust_the_stack() {
    let deep = |start: &str, end: &str| [start.repeat(50_000), end.repeat(50_000)].concat();
    for text in [
        deep("(", ")"),
        deep("[", "]"),
        deep("{", "}"),
        deep("!", "x"),
        deep("a=>", "b"),
        deep("typeof ", "x"),
        deep("`${", "}`"),
        deep("if(a)", ";"),
        deep("a?b:", "c"),
        deep("new ", "x"),
        deep("a\n=>\n", "b"),
        deep("x:", ";"),
        deep("async ", "x"),
        deep("else if(a)b;", ""),
        deep("if(a)b;else ", "c"),
        deep("-\n", "x"),
        deep("await\n", "x"),
        deep("x.y", ""),
        deep("x+", "1"),
        deep("x\n**", "1"),
        deep("x=", "1"),
        deep("x=\n", "1"),
        deep("do ", "x;while(0);"),
        deep("/*", "*/"),
    ] {
        checked("a.js", text.as_bytes());
    }
    checked("app.json", deep("[", "]").as_bytes());
    checked("a.json", deep("{\"a\":", "}").as_bytes());
}
