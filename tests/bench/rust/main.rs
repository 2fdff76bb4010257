//! The bare tokio-tungstenite client: what the network and the frame codec cost without a script engine.
//!
//! Owns: the same workloads as the pages, on one thread, told by `bench-rust WORKLOAD base=ws://HOST:PORT n=N`, and
//! the same line of JSON as its result. Arguments are parsed by hand and nothing but tokio and tungstenite is linked:
//! this process is the limit that all others are compared with.
//!
//! Never: anything that a page does not do too.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a bench tool prints its results")]

mod client;
mod exchange;

use std::process::ExitCode;
use std::time::Duration;

use client::Problem;

const USAGE: &str = "usage: bench-rust hello|rtt|burst_up|burst_down|mib|connects|json base=ws://HOST:PORT [n=N]";

/// The command line.
struct Request {
    workload: String,
    base: String,
    n: u64,
}

impl Request {
    fn parse(mut args: impl Iterator<Item = String>) -> Option<Self> {
        let workload = args.next()?;
        let (mut base, mut n) = (None, 1);
        for arg in args {
            match arg.split_once('=')? {
                ("base", value) => base = Some(value.to_owned()),
                ("n", value) => n = value.parse().ok()?,
                _ => return None,
            }
        }
        Some(Self { workload, base: base?, n })
    }
}

fn main() -> ExitCode {
    let Some(request) = Request::parse(std::env::args().skip(1)) else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    match run(&request) {
        Ok(Some(time)) => {
            let ms = time.as_secs_f64() * 1_000.0;
            println!(r#"{{"w":"{}","n":{},"ms":{ms:.3}}}"#, request.workload, request.n);
            ExitCode::SUCCESS
        }
        Ok(None) => {
            eprintln!("bench-rust: no workload is called {:?}\n{USAGE}", request.workload);
            ExitCode::from(2)
        }
        Err(problem) => {
            eprintln!("bench-rust: {} failed: {problem}", request.workload);
            ExitCode::FAILURE
        }
    }
}

/// Runs the workload and tells its time; `None` when there is no such workload.
fn run(request: &Request) -> Result<Option<Duration>, Problem> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build()?;
    let (base, n) = (request.base.as_str(), request.n);
    runtime.block_on(async {
        Ok(Some(match request.workload.as_str() {
            "hello" => exchange::hello(base).await?,
            "rtt" => exchange::rtt(base, n).await?,
            "burst_up" => exchange::burst_up(base, n).await?,
            "burst_down" => exchange::burst_down(base, n).await?,
            "mib" => exchange::mib(base, n).await?,
            "connects" => exchange::connects(base, n).await?,
            "json" => exchange::json(base, n).await?,
            _ => return Ok(None),
        }))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(args: &[&str]) -> Option<Request> {
        Request::parse(args.iter().map(|arg| (*arg).to_owned()))
    }

    #[test]
    fn a_request_needs_a_workload_and_a_base() {
        let request = parse(&["rtt", "n=5", "base=ws://h:1"]).unwrap();
        assert_eq!((request.workload.as_str(), request.base.as_str(), request.n), ("rtt", "ws://h:1", 5));
        assert!(parse(&["rtt", "n=5"]).is_none());
        assert!(parse(&[]).is_none());
    }

    #[test]
    fn what_is_not_understood_is_refused() {
        assert!(parse(&["rtt", "base=ws://h:1", "n=many"]).is_none());
        assert!(parse(&["rtt", "base=ws://h:1", "rounds=3"]).is_none());
        assert!(parse(&["rtt", "base=ws://h:1", "5"]).is_none());
    }
}
