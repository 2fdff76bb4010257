//! The same in processes of their own: real sockets, the machine's clock, the binary's own supervisor and exit codes.

use std::io::Read as _;
use std::process::{Command, ExitStatus, Stdio};
use std::rc::Rc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use minihost_runtime::Setup;
use minihost_socket::{Mishap, Mishaps};

use super::super::{Defaults, Plan as RunPlan, command, plan, supervisor};
use super::run::Run;
use super::{plans, programs};
use crate::exit::Exit;
use crate::supervisor::Bystander;
use crate::terminal::{Stdout, Terminal};

/// Tells a process of its own what it is to do: `PROGRAM MISHAP N`.
const CHILD: &str = "TORTURED";

/// What such a process prints when the operation was reached.
const STRUCK: &str = "the mishap has struck";

/// How long a program may run, and what a dial may take.
const LIMITS: [&str; 2] = ["--timeout=4s", "--connect-timeout=1s"];

/// That, what the supervisor allows after it, and what a busy machine needs to start a process.
const PATIENCE: Duration = Duration::from_secs(40);

/// How many run at a time: they wait more than they compute.
const AT_A_TIME: usize = 6;

#[test]
fn processes_end_with_a_documented_code_whatever_fails() {
    let samples: Vec<_> = programs::all().into_iter().filter(|program| program.is_plain_sample()).collect();
    let mut todo = Vec::new();
    for (index, program) in samples.iter().enumerate() {
        let plans = plans(&Run::of(program, Mishaps::counting()).mishaps);
        // Each program with another mishap, at the first operation of its kind or at the second.
        let kinds: Vec<_> = plans.iter().filter(|(_, nth)| *nth == 1 + index as u64 % 2).collect();
        let (mishap, nth) = *kinds[index * 5 % kinds.len()];
        todo.push(format!("{} {} {nth}", program.name(), mishap.name()));
    }
    let (next, struck) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let problems = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..AT_A_TIME {
            scope.spawn(|| {
                while let Some(what) = todo.get(next.fetch_add(1, Ordering::Relaxed)) {
                    match run(what) {
                        Ok(has_struck) => drop(struck.fetch_add(usize::from(has_struck), Ordering::Relaxed)),
                        Err(problem) => problems.lock().unwrap().push(format!("{CHILD}='{what}': {problem}")),
                    }
                }
            });
        }
    });
    let (problems, struck) = (problems.into_inner().unwrap(), struck.into_inner());
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    assert!(todo.len() > 20 && struck * 2 > todo.len(), "{struck} mishaps in {} processes", todo.len());
}

/// Runs one process to its end, and says whether the mishap struck there.
fn run(what: &str) -> Result<bool, String> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--ignored", "--exact", "commands::run::torture::processes::one_in_a_process_of_its_own", "--nocapture"])
        .env(CHILD, what)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stderr = child.stderr.take().unwrap();
    let reader = std::thread::spawn(move || {
        let mut text = Vec::new();
        drop(stderr.read_to_end(&mut text));
        String::from_utf8_lossy(&text).into_owned()
    });
    let (sender, receiver) = std::sync::mpsc::channel();
    let id = child.id();
    std::thread::spawn(move || sender.send(child.wait().unwrap()));
    let Ok(status) = receiver.recv_timeout(PATIENCE) else {
        drop(Command::new("kill").args(["-9", &id.to_string()]).status());
        return Err(format!("it hangs: no end in {PATIENCE:?}"));
    };
    let text = reader.join().unwrap();
    match is_documented(status) {
        true => Ok(text.contains(STRUCK)),
        false => Err(format!("{status}\n{text}")),
    }
}

fn is_documented(status: ExitStatus) -> bool {
    let documented = [Exit::Clean, Exit::Usage, Exit::Load, Exit::Uncaught, Exit::Timeout];
    documented.iter().any(|exit| status.code() == Some(*exit as i32))
}

/// The process itself: it ends as `minihost run` does.
#[test]
#[ignore = "started by the test above"]
#[expect(clippy::exit, clippy::disallowed_methods, reason = "its exit code is what is looked at")]
fn one_in_a_process_of_its_own() {
    let what = std::env::var(CHILD).unwrap();
    let [program, mishap, nth] = what.split(' ').collect::<Vec<_>>()[..] else { unreachable!("{what}") };
    let mishap = *Mishap::ALL.iter().find(|known| known.name() == mishap).unwrap();
    let mishaps = Arc::new(Mishaps::at(mishap, nth.parse().unwrap()));
    let mut line = programs::line(&programs::root().join(program)).unwrap();
    line.extend(LIMITS.map(str::to_owned));
    let matches = command().try_get_matches_from(line).unwrap();
    let Ok(RunPlan { program, peer, .. }) = plan(&matches, Defaults { timeout: None, turn: None }) else {
        unreachable!("{what}")
    };
    let (stdout, given, fences) = (Stdout::new(), Arc::clone(&mishaps), program.fences);
    let of_program = stdout.clone();
    let setup = move || {
        let mut settings = program.settings();
        settings.socket.mishaps = Some(given);
        let output = Rc::new(Terminal::new(of_program, settings.globals));
        Setup { settings, output, trace: None, extension: None }
    };
    let exit = supervisor::supervise(setup, &stdout, fences, None, &Bystander::NOBODY);
    drop(peer);
    if mishaps.has_struck() {
        eprintln!("{STRUCK}");
    }
    std::process::exit(exit as i32);
}
