//! The command line of `minihost test`.

use std::path::PathBuf;

use clap::{Arg, ArgAction, Command, value_parser};
use minihost_runner::Order;

/// What a worker's process may use, in MiB.
const MAX_MEMORY_MIB: &str = "2048";

const AFTER_HELP: &str = "\
Exit codes:
  0    all tests passed
  1    a test failed (or was flaky, with --fail-on-flaky)
  2    the command line is wrong
  3    a test file could not be loaded
  6    no test was selected
  7    the run differs from --baseline
  8    the environment: a file, a port
  70   a bug in minihost
  130  interrupted, 143 terminated";

/// The subcommand.
pub(crate) fn command() -> Command {
    let flag = |name: &'static str, help: &'static str| Arg::new(name).long(name).action(ArgAction::SetTrue).help(help);
    let value = |name: &'static str, value: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(value).help(help)
    };
    let list = |name: &'static str, shown: &'static str, help: &'static str| {
        value(name, shown, help).action(ArgAction::Append)
    };
    Command::new("test")
        .about("Runs *.test.js files, each in a process of its own")
        .arg(
            Arg::new("path")
                .value_name("PATH")
                .help("Test files, and folders to search for *.test.js [default: the current folder]")
                .num_args(0..)
                .value_parser(value_parser!(PathBuf)),
        )
        .arg(
            value("jobs", "N", "How many files run at the same time [default: one per core]")
                .short('j')
                .value_parser(value_parser!(usize)),
        )
        .arg(
            value("clock", "virtual|real", "Which clock tests live by")
                .value_parser(["virtual", "real"])
                .default_value("virtual"),
        )
        .arg(
            value("profile", "classic|latest", "Which document `my` follows")
                .value_parser(["classic", "latest"])
                .default_value("classic"),
        )
        .arg(value("timeout", "DURATION", "How long a test may take, on its clock [default: 1h virtual, 5s real]"))
        .arg(list(
            "filter",
            "PATTERN",
            "Only tests whose full name, `suite › test`, contains this; `=NAME` is the whole name, `/REGEX/i` a pattern",
        ))
        .arg(list("tag", "TAG", "Only tests with this tag"))
        .arg(list("clause", "ID", "Only tests that prove this clause"))
        .arg(value(
            "silence",
            "DURATION",
            "How long a script may not come back, in real time, before its process is killed [default: 7s, or with \
             --clock real the timeout and 2s]",
        ))
        .arg(
            flag("watch", "Runs again what a change matters to; keys: a all, f failed only, Enter again, q quit")
                .conflicts_with("list"),
        )
        .arg(flag("last-failed", "Only tests that failed when they ran last"))
        .arg(value(
            "shard",
            "I/N",
            "Only this part of the files, counted from 1; auto/N reads JOB_COMPLETION_INDEX, auto also the N of \
             CI_NODE_INDEX and CI_NODE_TOTAL",
        ))
        .arg(
            value("seed", "NUMBER", "What random choices depend on [default: a new one each time]")
                .value_parser(value_parser!(u64)),
        )
        .arg(
            value("explore", "N", "Runs each test in up to N other orders of what is ready together, too")
                .value_parser(value_parser!(usize))
                .default_value("0"),
        )
        .arg(
            value("schedule", "ORDER", "Runs tests in the order that a failure of --explore told of")
                .value_parser(value_parser!(Order))
                .conflicts_with("explore"),
        )
        .arg(flag("shuffle", "Runs files and tests in an order that the seed decides"))
        .arg(
            value("retries", "N", "Tries a failed test so often again; one that passes then is flaky")
                .value_parser(value_parser!(u32))
                .default_value("0"),
        )
        .arg(flag("fail-on-flaky", "Fails when a test was flaky"))
        .arg(flag("bail", "Stops at the first failure"))
        .arg(flag("no-leaks", "Does not look for sockets, timers and listeners that tests leave behind"))
        .arg(
            value("list", "FORM", "Lists the tests, and runs none; `json` also tells tags, clauses, mode and place")
                .num_args(0..=1)
                .require_equals(true)
                .default_missing_value("names")
                .value_parser(["names", "json"]),
        )
        .arg(flag("show-output", "Also shows what passing tests print"))
        .arg(value("slow", "DURATION", "Names tests that took longer"))
        .arg(list(
            "report",
            "NAME[=FILE]",
            "human, junit, tap, json, github or clauses, to stdout without a file; or html=DIR [default: human]",
        ))
        .arg(value("baseline", "FILE", "Expects the tests in this list to fail, and no others"))
        .arg(flag("update-baseline", "Writes that list").requires("baseline"))
        .arg(
            value("max-memory", "MIB", "What the process of a file may use")
                .value_parser(value_parser!(u64))
                .default_value(MAX_MEMORY_MIB),
        )
        .after_help(AFTER_HELP)
}
