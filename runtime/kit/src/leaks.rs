//! What a test leaves behind: sockets, requests, timers, calls and listeners, of its own script and of the programs that it
//! launched.

use minihost_runner::protocol::{Failure, FailureKind};
use minihost_runtime::{Pending, Program, call_name};

use crate::failure;
use crate::kit::Kit;

/// One failure for each thing that is left.
pub(crate) fn find(kit: &Kit) -> Vec<Failure> {
    let mut found = of_program(kit.program(), "the test");
    // Those of a launched program end with it; those of the test script would hear the next test's events.
    let listeners = kit.program().counts().listeners;
    if listeners > 0 {
        let message = format!("the test left behind: {listeners} listeners of my.on… (leaks: false allows it)");
        found.push(Failure::new(FailureKind::Leak, message));
    }
    for launched in kit.launched.borrow().iter().filter(|launched| !launched.ended.get()) {
        found.extend(of_program(&launched.program, &launched.name));
    }
    found
}

fn of_program(program: &Program, name: &str) -> Vec<Failure> {
    program.pending().into_iter().map(|item| leak(&item, name)).collect()
}

fn leak(item: &Pending, name: &str) -> Failure {
    let (what, site) = match item {
        Pending::Socket { url, state, made_at } => {
            (format!("a socket, {state}: {url}"), made_at.as_ref().map(|at| failure::site(at, None)))
        }
        Pending::Request { method, url, state, made_at } => {
            (format!("a request, {state}: {method} {url}"), made_at.as_ref().map(|at| failure::site(at, None)))
        }
        Pending::Timer { repeats, set_at } => {
            let kind = if *repeats { "an interval" } else { "a timeout" };
            (kind.to_owned(), set_at.as_ref().map(|at| failure::site(at, None)))
        }
        Pending::Call { api } => (format!("a call of {} that is not settled", call_name(api)), None),
    };
    let mut failure = Failure::new(FailureKind::Leak, format!("{name} left behind: {what} (leaks: false allows it)"));
    failure.site = site;
    failure
}
