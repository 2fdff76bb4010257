//! `minihost test PATH…`: runs test files, each in a process of its own.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::thread;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use minihost_runner::protocol::{ClockKind, Filter, RequestOptions};
use minihost_runner::{
    Baseline, Clauses, GitHub, Html, HtmlSettings, Human, HumanSettings, Interrupt, Json, Junit, Report, RunSettings,
    Shard, Summary, Tap, discover, run,
};
use minihost_shim::CLAUSES;
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

use super::test_worker;
use crate::exit::Exit;
use crate::report;

/// How long a worker may be silent beyond a test's own limit.
const GRACE: Duration = Duration::from_secs(2);

/// How long a test may take by default, on its own clock: virtual time costs nothing, so a heartbeat of minutes fits.
const VIRTUAL_TIMEOUT: Duration = Duration::from_secs(3600);
const REAL_TIMEOUT: Duration = Duration::from_secs(5);

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
  130  interrupted";

/// The subcommand.
pub(super) fn command() -> Command {
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
        .arg(list("filter", "TEXT", "Only tests whose full name contains this"))
        .arg(list("tag", "TAG", "Only tests with this tag"))
        .arg(list("clause", "ID", "Only tests that prove this clause"))
        .arg(value(
            "shard",
            "I/N",
            "Only this part of the files, counted from 1; `auto` reads JOB_COMPLETION_INDEX: auto/N",
        ))
        .arg(
            value("seed", "NUMBER", "What random choices depend on [default: a new one each time]")
                .value_parser(value_parser!(u64)),
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
        .arg(flag("list", "Lists the tests, and runs none"))
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

/// Runs the tests and tells how they ended.
pub(super) fn test(matches: &ArgMatches) -> Exit {
    let settings = match settings(matches) {
        Ok(settings) => settings,
        Err((message, exit)) => return report::refuse(&message, exit),
    };
    if settings.files.is_empty() {
        return report::refuse("there is no test file here; tests are in files called *.test.js", Exit::NoTests);
    }
    let interrupt = Interrupt::default();
    if let Err(cause) = forward_signals(interrupt.clone()) {
        return report::refuse(&format!("cannot listen for signals: {cause}"), Exit::Environment);
    }
    let mut reports = match reports(matches, &settings) {
        Ok(reports) => reports,
        Err((message, exit)) => return report::refuse(&message, exit),
    };
    let baseline = match text(matches, "baseline").map(read_baseline).transpose() {
        Ok(baseline) => baseline.map(Rc::new),
        Err((message, exit)) => return report::refuse(&message, exit),
    };
    reports.extend(baseline.as_ref().map(Baseline::recorder));
    match run(&settings, &mut reports, &interrupt) {
        Ok(summary) => match &baseline {
            Some(baseline) if !summary.interrupted && !summary.is_empty() => judge(baseline, matches),
            _ => exit(&summary, matches),
        },
        Err(cause) if cause.kind() == io::ErrorKind::BrokenPipe => Exit::Clean,
        Err(cause) => report::refuse(&format!("cannot write a report: {cause}"), Exit::Environment),
    }
}

/// The list in `file`; an empty one where there is no such file, to begin with.
#[expect(clippy::disallowed_methods, reason = "the binary reads the files that its command line names")]
fn read_baseline(file: &str) -> Result<Baseline, Refusal> {
    match std::fs::read_to_string(file) {
        Ok(text) => Ok(Baseline::parse(&text)),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(Baseline::default()),
        Err(cause) => Err((format!("--baseline {file}: {cause}"), Exit::Environment)),
    }
}

/// With a baseline, what counts is whether the run was as expected.
fn judge(baseline: &Baseline, matches: &ArgMatches) -> Exit {
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

fn exit(summary: &Summary, matches: &ArgMatches) -> Exit {
    if summary.interrupted {
        Exit::Interrupted
    } else if summary.broken_files > 0 {
        Exit::Load
    } else if summary.failed > 0 || summary.flaky > 0 && matches.get_flag("fail-on-flaky") {
        Exit::Failed
    } else if summary.is_empty() {
        let message = "no test was selected; look at --filter, --tag, --clause and --shard";
        if matches.get_flag("list") { Exit::NoTests } else { report::refuse(message, Exit::NoTests) }
    } else {
        Exit::Clean
    }
}

type Refusal = (String, Exit);

fn usage(message: impl Into<String>) -> Refusal {
    (message.into(), Exit::Usage)
}

fn settings(matches: &ArgMatches) -> Result<RunSettings, Refusal> {
    let environment = |cause: io::Error| (cause.to_string(), Exit::Environment);
    let root = std::env::current_dir().and_then(|root| root.canonicalize()).map_err(environment)?;
    let paths: Vec<PathBuf> = matches.get_many("path").map(|paths| paths.cloned().collect()).unwrap_or_default();
    let paths = if paths.is_empty() { vec![root.clone()] } else { paths };
    let files = discover(&paths).map_err(|cause| usage(cause.to_string()))?;
    let program = std::env::current_exe().map_err(environment)?;
    let clock = match text(matches, "clock") {
        Some("real") => ClockKind::Real,
        _ => ClockKind::Virtual,
    };
    let timeout =
        duration(matches, "timeout")?.unwrap_or(if clock == ClockKind::Real { REAL_TIMEOUT } else { VIRTUAL_TIMEOUT });
    let seed = matches.get_one("seed").copied().unwrap_or_else(fresh_seed);
    let options = RequestOptions {
        clock,
        profile: text(matches, "profile").unwrap_or("classic").to_owned(),
        seed,
        shuffle: matches.get_flag("shuffle"),
        timeout_ms: u64::try_from(timeout.as_millis()).unwrap_or(u64::MAX),
        leaks: !matches.get_flag("no-leaks"),
        filter: Filter {
            names: texts(matches, "filter"),
            tags: texts(matches, "tag"),
            clauses: texts(matches, "clause"),
            only: None,
        },
        skip: Vec::new(),
        list_only: matches.get_flag("list"),
        bail: matches.get_flag("bail"),
    };
    let memory = matches.get_one::<u64>("max-memory").copied().unwrap_or(0).saturating_mul(1 << 20);
    let worker = vec![test_worker::NAME.to_owned(), "--max-memory".to_owned(), memory.to_string()];
    let jobs =
        matches.get_one("jobs").copied().unwrap_or_else(|| thread::available_parallelism().map_or(1, usize::from));
    // Virtual time costs no real time: what counts then is that the script comes back at all.
    let silence = if clock == ClockKind::Virtual { REAL_TIMEOUT } else { timeout };
    Ok(RunSettings {
        files,
        root,
        worker: (program, worker),
        options,
        jobs,
        silence: silence + GRACE,
        retries: matches.get_one("retries").copied().unwrap_or(0),
        shard: text(matches, "shard").map(shard).transpose()?,
    })
}

fn text<'a>(matches: &'a ArgMatches, name: &str) -> Option<&'a str> {
    matches.get_one::<String>(name).map(String::as_str)
}

fn texts(matches: &ArgMatches, name: &str) -> Vec<String> {
    matches.get_many(name).map(|values| values.cloned().collect()).unwrap_or_default()
}

fn duration(matches: &ArgMatches, name: &str) -> Result<Option<Duration>, Refusal> {
    let parse = |text: &str| match text.parse() {
        Ok(millis) => Ok(Duration::from_millis(millis)),
        Err(_) => humantime::parse_duration(text).map_err(|cause| {
            usage(format!("--{name}: `{text}` is no duration: {cause}; write for example 500ms, 30s or 2m"))
        }),
    };
    text(matches, name).map(parse).transpose()
}

fn shard(given: &str) -> Result<Shard, Refusal> {
    let wrong = || usage(format!("--shard: `{given}` is no part; write for example 1/3, or auto/3"));
    let (index, count) = given.split_once('/').ok_or_else(wrong)?;
    let count: usize = count.parse().map_err(|_| wrong())?;
    let index: usize = if index == "auto" {
        const VARIABLE: &str = "JOB_COMPLETION_INDEX";
        let value = std::env::var(VARIABLE).ok().and_then(|value| value.parse::<usize>().ok());
        // Kubernetes counts from 0.
        value
            .map(|value| value + 1)
            .ok_or_else(|| usage(format!("--shard {given}: the variable {VARIABLE} has no number")))?
    } else {
        index.parse().map_err(|_| wrong())?
    };
    if (1..=count).contains(&index) { Ok(Shard { index, count }) } else { Err(wrong()) }
}

#[expect(clippy::disallowed_methods, reason = "a seed that is told, so that the run can be repeated")]
fn fresh_seed() -> u64 {
    let nanos = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.subsec_nanos());
    u64::from(nanos) % 1_000_000
}

fn reports(matches: &ArgMatches, settings: &RunSettings) -> Result<Vec<Box<dyn Report>>, Refusal> {
    if matches.get_flag("list") {
        return Ok(vec![Box::new(List)]);
    }
    let root = format!("{}/", settings.root.display());
    let slow_ms = duration(matches, "slow")?.map(|slow| slow.as_secs_f64() * 1000.0);
    let human = HumanSettings { show_output: matches.get_flag("show-output"), slow_ms, root: root.clone() };
    let mut reports: Vec<Box<dyn Report>> = Vec::new();
    let given = texts(matches, "report");
    let given = if given.is_empty() { vec!["human".to_owned()] } else { given };
    for given in given {
        let (name, file) = match given.split_once('=') {
            Some((name, file)) => (name, Some(file)),
            None => (given.as_str(), None),
        };
        if name == "html" {
            reports.push(html(file, &root, settings)?);
            continue;
        }
        let out = output(name, file)?;
        reports.push(match name {
            "human" => Box::new(Human::new(out, human.clone())),
            "json" => Box::new(Json::new(out)),
            "tap" => Box::new(Tap::new(out)),
            "junit" => Box::new(Junit::new(out)),
            "github" => Box::new(GitHub::new(out, root.clone())),
            "clauses" => {
                let known = CLAUSES.iter().map(|clause| (clause.id.to_owned(), clause.says.to_owned()));
                Box::new(Clauses::new(out, known.collect()))
            }
            other => {
                let all = "human, junit, tap, json, github, clauses and html";
                return Err(usage(format!("--report: there is no report `{other}`; there are {all}")));
            }
        });
    }
    Ok(reports)
}

/// The report that is a folder.
fn html(folder: Option<&str>, root: &str, settings: &RunSettings) -> Result<Box<dyn Report>, Refusal> {
    let Some(folder) = folder.filter(|folder| !folder.is_empty()) else {
        return Err(usage("--report html: it needs a folder; write for example --report html=report"));
    };
    let clock = match settings.options.clock {
        ClockKind::Real => "real",
        ClockKind::Virtual => "virtual",
    };
    let options = format!("--clock {clock} --profile {}", settings.options.profile);
    let html = HtmlSettings { folder: folder.into(), root: root.to_owned(), options };
    let cannot = |cause| (format!("--report html={folder}: {cause}"), Exit::Environment);
    Ok(Box::new(Html::new(html).map_err(cannot)?))
}

fn output(name: &str, file: Option<&str>) -> Result<Box<dyn Write>, Refusal> {
    Ok(match file {
        None => Box::new(BufWriter::new(anstream::AutoStream::auto(io::stdout()))),
        Some(file) => {
            let cannot = |cause| (format!("--report {name}={file}: {cause}"), Exit::Environment);
            let file = File::create(Path::new(file)).map_err(cannot)?;
            // A file has no colours.
            Box::new(BufWriter::new(anstream::StripStream::new(file)))
        }
    })
}

/// `--list`: the names of the tests.
struct List;

impl Report for List {
    fn event(&mut self, event: &minihost_runner::RunEvent) -> io::Result<()> {
        if let minihost_runner::RunEvent::Test(test) = event {
            let name = minihost_runner::protocol::full_name(&test.test.titles);
            writeln!(io::stdout(), "{} › {name}", test.file)?;
        }
        Ok(())
    }
}

fn forward_signals(interrupt: Interrupt) -> io::Result<()> {
    let mut signals = Signals::new([SIGINT, SIGTERM])?;
    thread::Builder::new().name("signals".to_owned()).spawn(move || {
        for _ in signals.forever() {
            interrupt.set();
        }
    })?;
    Ok(())
}
