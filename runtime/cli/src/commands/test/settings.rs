//! From the command line to the settings of a run.

use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;
use std::thread;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use clap::ArgMatches;
use minihost_runner::protocol::{ClockKind, Filter, RequestOptions};
use minihost_runner::{Pattern, RunSettings, discover};

use super::shard::shard;
use super::{Refusal, usage};
use crate::commands::test_worker;
use crate::exit::Exit;

/// How long a worker may be silent beyond a test's own limit.
const GRACE: Duration = Duration::from_secs(2);

/// How long a test may take by default, on its own clock: virtual time costs nothing, so a heartbeat of minutes fits.
const VIRTUAL_TIMEOUT: Duration = Duration::from_secs(3600);
const REAL_TIMEOUT: Duration = Duration::from_secs(5);

/// What the command line asks for.
///
/// # Errors
/// What is wrong with it, or with the environment.
pub(super) fn settings(matches: &ArgMatches) -> Result<RunSettings, Refusal> {
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
            names: patterns(matches)?,
            tags: texts(matches, "tag"),
            clauses: texts(matches, "clause"),
            among: None,
            only: None,
        },
        skip: Vec::new(),
        list_only: matches.contains_id("list"),
        bail: matches.get_flag("bail"),
        tells_reads: false,
        limits: None,
        order: matches.get_one("schedule").cloned(),
        orders: BTreeMap::new(),
    };
    let explore = matches.get_one("explore").copied().unwrap_or(0);
    if clock == ClockKind::Real && (explore > 0 || options.order.is_some()) {
        let name = if explore > 0 { "explore" } else { "schedule" };
        return Err(usage(format!("--{name}: with --clock real the machine decides in which order things happen")));
    }
    let memory = matches.get_one::<u64>("max-memory").copied().unwrap_or(0).saturating_mul(1 << 20);
    let worker = vec![test_worker::NAME.to_owned(), "--max-memory".to_owned(), memory.to_string()];
    let jobs =
        matches.get_one("jobs").copied().unwrap_or_else(|| thread::available_parallelism().map_or(1, usize::from));
    // Virtual time costs no real time: what counts then is that the script comes back at all.
    let usual = if clock == ClockKind::Virtual { REAL_TIMEOUT } else { timeout };
    let silence = duration(matches, "silence")?.unwrap_or(usual.saturating_add(GRACE));
    Ok(RunSettings {
        files,
        root,
        worker: (program, worker),
        options,
        jobs,
        silence,
        retries: matches.get_one("retries").copied().unwrap_or(0),
        explore,
        selected: BTreeMap::new(),
        shard: text(matches, "shard").map(|given| shard(given, |name| std::env::var(name).ok())).transpose()?,
    })
}

fn patterns(matches: &ArgMatches) -> Result<Vec<Pattern>, Refusal> {
    let parse = |given: &String| Pattern::parse(given).map_err(|cause| usage(format!("--filter: {cause}")));
    texts(matches, "filter").iter().map(parse).collect()
}

#[expect(clippy::disallowed_methods, reason = "a seed that is told, so that the run can be repeated")]
fn fresh_seed() -> u64 {
    let nanos = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.subsec_nanos());
    u64::from(nanos) % 1_000_000
}

/// The value of an option.
pub(super) fn text<'a>(matches: &'a ArgMatches, name: &str) -> Option<&'a str> {
    matches.get_one::<String>(name).map(String::as_str)
}

/// All values of an option that may be given more than once.
pub(super) fn texts(matches: &ArgMatches, name: &str) -> Vec<String> {
    matches.get_many(name).map(|values| values.cloned().collect()).unwrap_or_default()
}

/// The value of an option that is a duration: `500ms`, `2m`, or milliseconds.
///
/// # Errors
/// Where it is none.
pub(super) fn duration(matches: &ArgMatches, name: &str) -> Result<Option<Duration>, Refusal> {
    let parse = |text: &str| match text.parse() {
        Ok(millis) => Ok(Duration::from_millis(millis)),
        Err(_) => humantime::parse_duration(text).map_err(|cause| {
            usage(format!("--{name}: `{text}` is no duration: {cause}; write for example 500ms, 30s or 2m"))
        }),
    };
    text(matches, name).map(parse).transpose()
}
