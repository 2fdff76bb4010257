//! The console prints what node prints.
//!
//! The programs and node's outputs are in `console/cases.txt`; `console/with-node.mjs` writes the outputs.

use std::cell::RefCell;
use std::fmt::Write as _;
use std::rc::Rc;

use boa_engine::{Context, Source};
use minihost_log::{Clock, EventLog};
use minihost_runtime::console::{ConsoleOutput, Level, install};

const CASES: &str = include_str!("console/cases.txt");

/// Keeps the lines as `cases.txt` writes them.
#[derive(Default)]
struct Lines(RefCell<String>);

impl ConsoleOutput for Lines {
    fn line(&self, level: Level, text: &str) {
        let mark = if level.is_stderr() { "! " } else { "" };
        let mut out = self.0.borrow_mut();
        for line in without_frames(text).split('\n') {
            writeln!(out, "{mark}{line}").unwrap();
        }
    }
}

/// The text without the frames of stacks, whose places and names differ between engines.
fn without_frames(text: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for line in text.split('\n') {
        let Some(frame) = line.trim_start().strip_prefix("at ").filter(|_| line.starts_with(' ')) else {
            lines.push(line.to_owned());
            continue;
        };
        let end = [" {", ","].into_iter().find(|end| frame.ends_with(end)).unwrap_or_default();
        if let Some(last) = lines.last_mut().filter(|last| !last.ends_with(end)) {
            last.push_str(end);
        }
    }
    lines.join("\n")
}

/// What a program prints.
fn run(program: &str) -> String {
    let lines = Rc::new(Lines::default());
    let mut context = Context::default();
    install(&mut context, lines.clone(), EventLog::new(Clock::starting_at(0))).unwrap();
    // A block, so that the names of a program are its own, as in node.
    let source = format!("{{\n{program}\n}}");
    if let Err(error) = context.eval(Source::from_bytes(&source)) {
        return format!("did not run: {error}\n");
    }
    context.run_jobs().unwrap();
    let out = lines.0.borrow();
    out.clone()
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
        let printed = run(&case.program);
        if printed != case.printed {
            let Case { name, program, printed: node } = case;
            write!(differences, "=== {name}\n{program}--- node\n{node}\n--- here\n{printed}\n").unwrap();
        }
    }
    assert!(differences.is_empty(), "{differences}");
}
