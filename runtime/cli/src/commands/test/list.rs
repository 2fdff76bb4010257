//! `--list`: the tests that would run.

use std::io::{self, Write};

use minihost_runner::protocol::{TestMode, full_name};
use minihost_runner::{Report, RunEvent, TestReport};
use serde_json::json;

/// Writes a line for each test.
pub(super) struct List {
    /// Each line is a JSON object.
    pub(super) is_json: bool,
}

impl List {
    fn line(&self, test: &TestReport) -> String {
        let name = full_name(&test.test.titles);
        if !self.is_json {
            return format!("{} › {name}", test.file);
        }
        let info = &test.test;
        let site = info.site.as_ref().map(|site| json!({ "line": site.line, "column": site.column }));
        let mode = match info.mode {
            TestMode::Run => "run",
            TestMode::Todo => "todo",
            TestMode::Skip | TestMode::OnlyExcluded | TestMode::Filtered => "skip",
        };
        json!({
            "file": test.file, "name": name, "titles": info.titles, "tags": info.tags, "clauses": info.clauses,
            "mode": mode, "site": site,
        })
        .to_string()
    }
}

impl Report for List {
    fn event(&mut self, event: &RunEvent) -> io::Result<()> {
        match event {
            RunEvent::Test(test) => writeln!(io::stdout(), "{}", self.line(test)),
            RunEvent::FileFinished { file, load_failure: Some(failure), .. } => {
                let place = failure.site.as_ref().map(|site| format!(":{}:{}", site.line, site.column));
                let told = format!("{file}{}: {}", place.unwrap_or_default(), failure.message);
                writeln!(anstream::stderr(), "{}", crate::report::warning(&told))
            }
            _ => Ok(()),
        }
    }
}
