//! Many mini-programs in one process: what one more of them costs.
//!
//! Owns: starting `n` of `pages/many.js`, each on its own thread as always, in two halves; waiting until each has heard so many
//! heartbeats; ending them; and one line of JSON with what they took. Told by `bench-many base=ws://HOST:PORT n=N`.
//!
//! Never: gives a program anything that `minihost run` does not.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a bench tool prints its results")]

mod crowd;
mod usage;

use std::path::Path;
use std::process::ExitCode;

use minihost_runtime::Project;
use serde_json::json;

use crowd::{Crowd, Problem};
use usage::Usage;

const USAGE: &str = "usage: bench-many base=ws://HOST:PORT n=N, with N even";

/// So many heartbeats each program hears, the one at its start included.
const BEATS: u64 = 3;

/// What one more program of the second half may take of what one of the first took: more is told as an error, since what a
/// program costs would depend on how many there are.
const GROWTH: f64 = 1.25;

/// The command line.
struct Request {
    base: String,
    n: u32,
}

impl Request {
    fn parse(args: impl Iterator<Item = String>) -> Option<Self> {
        let (mut base, mut n) = (None, None);
        for arg in args {
            match arg.split_once('=')? {
                ("base", value) => base = Some(value.to_owned()),
                ("n", value) => n = value.parse().ok().filter(|n: &u32| *n > 0 && n.is_multiple_of(2)),
                _ => return None,
            }
        }
        Some(Self { base: base?, n: n? })
    }
}

fn main() -> ExitCode {
    let Some(request) = Request::parse(std::env::args().skip(1)) else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    match run(&request) {
        Ok(line) => {
            println!("{line}");
            ExitCode::SUCCESS
        }
        Err(problem) => {
            println!("{}", json!({"w": "many", "n": request.n, "error": problem.to_string()}));
            ExitCode::FAILURE
        }
    }
}

fn run(request: &Request) -> Result<serde_json::Value, Problem> {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("bench/pages/many.js");
    let project = Project::open(&page).map_err(|error| Problem::Project(error.to_string()))?;
    let mut crowd = Crowd::new(project, request.base.clone());
    let half = request.n / 2;

    let before = Usage::now()?;
    crowd.grow(half)?;
    let middle = Usage::now()?;
    crowd.grow(half)?;
    let after = Usage::now()?;
    crowd.wait_for_beats(BEATS)?;
    let beaten = Usage::now()?;
    crowd.end()?;

    let halves = [middle.since(before), after.since(middle)];
    let kib = halves.map(|half_usage| half_usage.kib / f64::from(half));
    if kib[1] > kib[0] * GROWTH {
        return Err(Problem::Grows { first: kib[0], second: kib[1] });
    }
    let beats = f64::from(request.n) * (BEATS - 1) as f64;
    Ok(json!({
        "w": "many",
        "n": request.n,
        "ms": after.since(before).cpu_ms,
        "cpu_ms_of_each_half": halves.map(|half| half.cpu_ms),
        "kib_of_one_in_each_half": kib,
        "cpu_us_of_a_heartbeat": beaten.since(after).cpu_ms * 1_000.0 / beats,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(args: &[&str]) -> Option<(String, u32)> {
        Request::parse(args.iter().map(|arg| (*arg).to_owned())).map(|request| (request.base, request.n))
    }

    #[test]
    fn a_request_needs_a_base_and_two_halves() {
        assert_eq!(parse(&["n=4", "base=ws://h:1"]), Some(("ws://h:1".to_owned(), 4)));
        for wrong in [&["n=4"][..], &["n=3", "base=ws://h:1"], &["n=0", "base=ws://h:1"], &["base=ws://h:1", "m=4"]] {
            assert_eq!(parse(wrong), None, "{wrong:?}");
        }
    }
}
