//! The bench driver: every workload, on every peer that is installed, in interleaved rounds.
//!
//! Owns: finding the peers, starting the server, running and measuring one process at a time, and the report. What is
//! measured and how to read it is told in `tests/bench/README.md`.
//!
//! Never: opens a socket or runs a page itself. It stays small, since a child's peak memory is never told below its
//! parent's.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a bench tool prints its results")]

mod args;
mod binaries;
mod goal;
mod install;
mod materials;
mod measure;
mod outcome;
mod peer;
mod project;
mod report;
mod rounds;
mod scratch;
mod server;
mod stats;
mod suite;
mod table;
mod tables;
mod workload;

use std::path::Path;
use std::process::ExitCode;

use clap::Parser;

use args::Args;
use binaries::Binaries;
use install::Lineup;
use materials::Materials;
use report::Report;
use rounds::Stage;
use scratch::Scratch;
use server::Server;

/// Why there is no report.
#[derive(Debug, thiserror::Error)]
enum Problem {
    #[error(transparent)]
    Binaries(#[from] binaries::Problem),
    #[error(transparent)]
    Server(#[from] server::Problem),
    #[error("cannot write into the temporary folder: {0}")]
    Scratch(std::io::Error),
    #[error("cannot write {path}: {source}")]
    Write { path: String, source: std::io::Error },
    #[error("cannot put the report into JSON: {0}")]
    Json(#[from] serde_json::Error),
}

fn main() -> ExitCode {
    match run(&Args::parse()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(problem) => {
            eprintln!("bench: {problem}");
            ExitCode::FAILURE
        }
    }
}

/// Measures and reports; tells whether every run that was started succeeded.
fn run(args: &Args) -> Result<bool, Problem> {
    let binaries = Binaries::locate(args)?;
    let lineup = Lineup::find(&args.peers(), &binaries);
    for missing in &lineup.missing {
        eprintln!("bench: {}: {}", missing.peer, missing.why);
    }
    let scratch = Scratch::new("bench").map_err(Problem::Scratch)?;
    let server = Server::start(&binaries.server, scratch.path().join("ca.pem"))?;
    let mut tasks = args.tasks();
    tasks.retain(|task| match install::lacking(task.workload) {
        Some(why) => {
            eprintln!("bench: {}: {why}", task.workload);
            false
        }
        None => true,
    });
    let materials = Materials::write(&tasks, scratch.path()).map_err(Problem::Scratch)?;
    let stage = Stage { server: &server, materials: &materials, many: &binaries.many };
    let results = rounds::run(&tasks, &lineup.installed, args.rounds, stage);
    drop((server, scratch));

    let report = Report::new(args.rounds, lineup, results);
    print!("{}", tables::text(&report));
    if let Some(path) = &args.markdown {
        write(path, &tables::markdown(&report))?;
    }
    if let Some(path) = &args.json {
        write(path, &format!("{}\n", serde_json::to_string_pretty(&report)?))?;
    }
    Ok(report.failures().next().is_none())
}

fn write(path: &Path, text: &str) -> Result<(), Problem> {
    std::fs::write(path, text).map_err(|source| Problem::Write { path: path.display().to_string(), source })
}
