//! `minihost`: runs mini-program JavaScript without a phone or an IDE.
//!
//! Owns: the command line, the terminal, signals and exit codes. It is the only place that prints or ends the process.
//!
//! Never: runs page code itself, or opens a socket.

mod args;
mod command;
mod config;
mod duration;
mod exit;
mod paths;
mod peer_url;
mod report;
mod supervisor;
mod terminal;
mod trace;

use std::process::ExitCode;

use clap::Parser;

use args::{Args, Command};

fn main() -> ExitCode {
    let exit = match Args::parse().command {
        Command::Run(arguments) => command::run(arguments),
    };
    exit.into()
}
