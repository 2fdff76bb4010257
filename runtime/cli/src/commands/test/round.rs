//! One run of tests, from its settings to its exit code.

use std::collections::BTreeSet;
use std::io;
use std::path::PathBuf;

use clap::ArgMatches;
use minihost_runner::{Baseline, Interrupt, Live, RunResult, RunSettings, run};

use super::memory::Memory;
use super::progress::Progress;
use super::{Refusal, baseline, reports, selection};
use crate::exit::Exit;
use crate::report;

/// Which tests run, of those that the command line selects.
#[derive(Clone)]
pub(super) enum Which {
    All,
    /// Those that failed when they ran last.
    Failed,
    /// Those of these files.
    Files(BTreeSet<PathBuf>),
}

/// What came of a run.
pub(super) struct Round {
    /// What it means for the process; of no meaning where it was interrupted.
    pub(super) exit: Exit,
    pub(super) result: RunResult,
}

/// Runs the tests once.
///
/// # Errors
/// Where a report or the baseline cannot be read or written.
pub(super) fn round(
    matches: &ArgMatches,
    mut settings: RunSettings,
    which: &Which,
    interrupt: &Interrupt,
) -> Result<Round, Refusal> {
    let mut memory = Memory::open(&settings.root);
    let nothing_failed = match which {
        Which::All => false,
        Which::Failed => memory.select(&mut settings),
        Which::Files(files) => {
            settings.files.retain(|file| files.contains(file));
            false
        }
    };
    let mut reports = reports::reports(matches, &settings)?;
    let baseline = baseline::read(matches)?;
    let is_list = settings.options.list_only;
    reports.extend(baseline.as_ref().map(Baseline::recorder));
    reports.extend((!is_list).then(|| memory.recorder(matches)));
    let progress = if is_list { None } else { Progress::on_a_terminal() };
    let live = progress.map(|progress| Box::new(progress) as Box<dyn Live>);
    let result = match run(&settings, &mut reports, live, interrupt) {
        Ok(result) => result,
        Err(cause) if cause.kind() == io::ErrorKind::BrokenPipe => {
            return Ok(Round { exit: Exit::Clean, result: RunResult::default() });
        }
        Err(cause) => return Err((format!("cannot write a report: {cause}"), Exit::Environment)),
    };
    if !is_list {
        memory.keep();
    }
    let summary = &result.summary;
    let exit = match &baseline {
        _ if nothing_failed => Exit::Clean,
        Some(baseline) if !summary.interrupted && !summary.is_empty() && !summary.has_bug => {
            baseline::judge(baseline, matches)
        }
        _ if summary.interrupted => Exit::Interrupted,
        _ => exit(&result, matches),
    };
    Ok(Round { exit, result })
}

fn exit(result: &RunResult, matches: &ArgMatches) -> Exit {
    let summary = &result.summary;
    let unknown = selection::unknown_words(matches, result);
    if summary.is_empty() {
        let options = "look at --filter, --tag, --clause, --shard and --last-failed";
        let message = format!("no test was selected; {options}");
        return report::refuse(&[vec![message], unknown].concat().join("\n  "), Exit::NoTests);
    }
    for told in unknown {
        report::note(&told);
    }
    if summary.has_bug {
        Exit::Internal
    } else if summary.broken_files > 0 {
        Exit::Load
    } else if summary.failed > 0 || summary.flaky > 0 && matches.get_flag("fail-on-flaky") {
        Exit::Failed
    } else {
        Exit::Clean
    }
}
