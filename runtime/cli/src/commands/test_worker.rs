//! `minihost __worker`: the process that runs one test file. People use `minihost test`.

use std::io::{self, Write};
use std::sync::Mutex;

use clap::{Arg, ArgMatches, Command, value_parser};
use minihost_kit::Reporter;
use minihost_runner::protocol::{Request, WorkerEvent};
use rustix::process::{Resource, Rlimit, setrlimit};

use crate::exit::Exit;
use crate::report;

/// The subcommand's name.
pub(super) const NAME: &str = "__worker";

/// The subcommand.
pub(super) fn command() -> Command {
    let limit = Arg::new("max-memory").long("max-memory").value_parser(value_parser!(u64));
    Command::new(NAME).hide(true).about("Runs one test file for minihost test").arg(limit)
}

/// Reads one request from stdin, and writes events to stdout, a line each.
pub(super) fn run(matches: &ArgMatches) -> Exit {
    if let Some(&bytes) = matches.get_one::<u64>("max-memory") {
        // Page code is untrusted: what it allocates beyond this fails, and takes this process with it.
        if let Err(cause) = setrlimit(Resource::As, Rlimit { current: Some(bytes), maximum: Some(bytes) }) {
            return report::refuse(&format!("cannot limit the memory: {cause}"), Exit::Environment);
        }
    }
    let mut line = String::new();
    let request = io::stdin().read_line(&mut line).map_err(|cause| cause.to_string());
    let request: Result<Request, String> =
        request.and_then(|_| serde_json::from_str(&line).map_err(|cause| cause.to_string()));
    let request = match request {
        Ok(request) => request,
        Err(cause) => return report::refuse(&format!("{NAME} is started by `minihost test`: {cause}"), Exit::Usage),
    };
    match minihost_kit::run(request, Lines::default) {
        Ok(()) => Exit::Clean,
        Err(message) => report::refuse(&message, Exit::Internal),
    }
}

/// Writes each event as a line.
#[derive(Default)]
struct Lines {
    buffer: Mutex<Vec<u8>>,
}

impl Reporter for Lines {
    fn event(&self, event: &WorkerEvent) {
        let Ok(mut buffer) = self.buffer.lock() else { return };
        buffer.clear();
        if serde_json::to_writer(&mut *buffer, event).is_ok() {
            buffer.push(b'\n');
            // Whole lines at once, so that what this process says before it dies is there. A runner that is gone needs
            // no events.
            let mut stdout = io::stdout().lock();
            let _ = stdout.write_all(&buffer).and_then(|()| stdout.flush());
        }
    }
}
