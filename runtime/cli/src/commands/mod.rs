//! The subcommands: each reads its part of the command line and acts on it.

mod check;
mod explain;
mod init;
mod inspect;
mod pack;
mod run;
mod serve;
mod test;
mod test_worker;

use clap::{ArgMatches, Command};

use crate::exit::{self, Exit};

/// The whole command line.
pub(crate) fn command_line() -> Command {
    Command::new("minihost")
        .version(env!("CARGO_PKG_VERSION"))
        .about("A headless host for mini-program JavaScript: runs pages that use my.connectSocket and its family")
        .after_help(exit::HELP)
        .arg_required_else_help(true)
        .subcommand_required(true)
        .subcommand(run::command())
        .subcommand(inspect::command())
        .subcommand(test::command())
        .subcommand(test_worker::command())
        .subcommand(init::command())
        .subcommand(pack::command())
        .subcommand(serve::command())
        .subcommand(check::command())
        .subcommand(explain::command())
}

/// Runs the subcommand that was asked for.
pub(crate) fn dispatch(matches: &ArgMatches) -> Exit {
    match matches.subcommand() {
        Some(("run", matches)) => run::run(matches),
        Some(("inspect", matches)) => inspect::inspect(matches),
        Some(("test", matches)) => test::test(matches),
        Some((test_worker::NAME, matches)) => test_worker::run(matches),
        Some(("init", matches)) => init::init(matches),
        Some(("pack", matches)) => pack::pack(matches),
        Some(("serve", matches)) => serve::serve(matches),
        Some(("check", matches)) => check::check(matches),
        Some(("explain", matches)) => explain::explain(matches),
        // clap requires one of the subcommands above.
        _ => Exit::Usage,
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_command_line_is_well_formed() {
        super::command_line().debug_assert();
    }
}
