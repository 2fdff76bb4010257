//! `--list`: the tests that would run.

use std::collections::HashMap;
use std::io::{self, Write};

use minihost_runner::protocol::{TestMode, full_name};
use minihost_runner::{Report, RunEvent, TestReport};
use serde_json::json;

/// Writes a line for each test, in the order of the files, whichever of them is looked at first.
pub(super) struct List {
    /// Each line is a JSON object.
    is_json: bool,
    /// The files that are not written yet.
    files: std::vec::IntoIter<String>,
    /// The file whose turn it is.
    next: Option<String>,
    /// The lines of files whose turn has not come.
    lines: HashMap<String, Vec<String>>,
    /// Those of them that are all there.
    finished: Vec<String>,
}

impl List {
    pub(super) fn new(is_json: bool) -> Self {
        let files = Vec::new().into_iter();
        Self { is_json, files, next: None, lines: HashMap::new(), finished: Vec::new() }
    }

    /// Writes what is known of the files whose turn it is.
    fn write(&mut self) -> io::Result<()> {
        while let Some(file) = self.next.take_if(|file| self.finished.contains(file)) {
            for line in self.lines.remove(&file).unwrap_or_default() {
                writeln!(io::stdout(), "{line}")?;
            }
            self.next = self.files.next();
        }
        Ok(())
    }

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
            RunEvent::RunStarted { files, .. } => {
                self.files = files.clone().into_iter();
                self.next = self.files.next();
                Ok(())
            }
            RunEvent::Test(test) => {
                let line = self.line(test);
                self.lines.entry(test.file.clone()).or_default().push(line);
                Ok(())
            }
            RunEvent::FileFinished { file, load_failure, .. } => {
                self.finished.push(file.clone());
                self.write()?;
                let Some(failure) = load_failure else { return Ok(()) };
                let place = failure.site.as_ref().map(|site| format!(":{}:{}", site.line, site.column));
                let told = format!("{file}{}: {}", place.unwrap_or_default(), failure.message);
                writeln!(anstream::stderr(), "{}", crate::report::warning(&told))
            }
            RunEvent::RunFinished { .. } => {
                // Where the run was interrupted, some files have not ended.
                self.finished.extend(self.files.as_slice().iter().chain(&self.next).cloned());
                self.write()
            }
        }
    }
}
