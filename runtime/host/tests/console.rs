//! The console prints what node prints, whatever a page does.
//!
//! The programs and node's outputs are in `console/cases.txt`; `console/with-node.mjs` writes the outputs.

#[path = "console/hostile.rs"]
mod hostile;
#[path = "console/lines.rs"]
mod lines;
#[path = "console/namespaces.rs"]
mod namespaces;
#[path = "console/records.rs"]
mod records;
#[path = "console/sizes.rs"]
mod sizes;
#[path = "console/stacks.rs"]
mod stacks;

use std::fmt::Write as _;

use lines::{print, without_frames};

const CASES: &str = include_str!("console/cases.txt");

/// What a program prints, as `cases.txt` has it: frames of stacks left out, standard error marked.
fn printed(program: &str) -> String {
    let mut out = String::new();
    for (level, text) in print(program).into_inner() {
        let mark = if level.is_stderr() { "! " } else { "" };
        for line in without_frames(&text).split('\n') {
            out.extend([mark, line, "\n"]);
        }
    }
    out
}

#[derive(Default)]
struct Case {
    name: &'static str,
    program: String,
    printed: String,
}

fn cases() -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut is_program = true;
    for line in CASES.lines() {
        if let Some(name) = line.strip_prefix("=== ") {
            cases.push(Case { name, ..Case::default() });
            is_program = true;
        } else if let Some(case) = cases.last_mut() {
            let part = if is_program { &mut case.program } else { &mut case.printed };
            if is_program && line == "---" {
                is_program = false;
            } else {
                part.extend([line, "\n"]);
            }
        }
    }
    cases
}

#[test]
fn the_console_prints_what_node_prints() {
    let cases = cases();
    assert!(cases.len() > 150, "{} cases", cases.len());
    let mut differences = String::new();
    for case in &cases {
        let printed = printed(&case.program);
        if printed != case.printed {
            let Case { name, program, printed: node } = case;
            write!(differences, "=== {name}\n{program}--- node\n{node}\n--- here\n{printed}\n").unwrap();
        }
    }
    assert!(differences.is_empty(), "{differences}");
}
