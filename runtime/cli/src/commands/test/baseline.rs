//! `--baseline`: the list of tests that are expected to fail, read, judged and written.

use std::fs::File;
use std::io::{self, Write};
use std::rc::Rc;

use clap::ArgMatches;
use minihost_runner::Baseline;

use super::Refusal;
use super::settings::text;
use crate::exit::Exit;
use crate::report;

/// The list that the command line names; an empty one where there is no such file, to begin with.
///
/// # Errors
/// Where the file cannot be read.
#[expect(clippy::disallowed_methods, reason = "the binary reads the files that its command line names")]
pub(super) fn read(matches: &ArgMatches) -> Result<Option<Rc<Baseline>>, Refusal> {
    let Some(file) = text(matches, "baseline") else { return Ok(None) };
    let list = match std::fs::read_to_string(file) {
        Ok(list) => list,
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => String::new(),
        Err(cause) => return Err((format!("--baseline {file}: {cause}"), Exit::Environment)),
    };
    Ok(Some(Rc::new(Baseline::parse(&list, matches.get_flag("fail-on-flaky")))))
}

/// With a baseline, what counts is whether the run was as expected.
pub(super) fn judge(baseline: &Baseline, matches: &ArgMatches) -> Exit {
    let file = text(matches, "baseline").unwrap_or_default();
    if matches.get_flag("update-baseline") {
        let written = File::create(file).and_then(|mut out| out.write_all(baseline.updated().as_bytes()));
        return match written {
            Ok(()) => Exit::Clean,
            Err(cause) => report::refuse(&format!("--baseline {file}: {cause}"), Exit::Environment),
        };
    }
    let drift = baseline.drift();
    if drift.is_empty() {
        return Exit::Clean;
    }
    let mut message = format!("the run differs from {file}");
    let kinds = [
        ("failed, and is not listed", &drift.failed),
        ("passed, and is listed", &drift.passed),
        ("is listed, and did not run", &drift.missing),
    ];
    for (what, names) in kinds {
        for name in names {
            message.push_str(&format!("\n  {what}: {name}"));
        }
    }
    message.push_str("\nhelp: mend the tests, or accept this run with --update-baseline");
    report::refuse(&message, Exit::Drift)
}
