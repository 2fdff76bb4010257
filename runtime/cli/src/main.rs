//! `minihost`: runs mini-program JavaScript without a phone or an IDE.
//!
//! Owns: the command line, the terminal, signals and exit codes. It is the only place that prints or ends the process.
//!
//! Never: runs page code itself, or opens a socket.

mod commands;
mod dump;
mod exit;
mod mocks;
mod options;
mod paths;
mod peer_url;
mod printable;
mod report;
mod supervisor;
mod terminal;
mod trace;

use std::process::ExitCode;

fn main() -> ExitCode {
    commands::dispatch(&commands::command_line().get_matches()).into()
}
