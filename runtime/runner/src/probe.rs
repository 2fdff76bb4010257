//! Where a script was that did not come back: its file is run again, with limits that end it in the middle.
//!
//! A process that was killed cannot say where it was. But under the virtual clock the same request goes the same way
//! again, so a second worker comes to the same loop, and the engine's own limits stop it there, with the place and the
//! stack. Under the real clock it most often does.

use std::path::PathBuf;
use std::time::Duration;

use crate::protocol::{Failure, FailureKind, Limits, Request, Verdict, WorkerEvent};
use crate::run::Interrupt;
use crate::stopwatch::Stopwatch;
use crate::worker::{News, Worker};

/// The limits of the second run: loops and chains of promise jobs that are longer than those of tests that end.
const LONG: Limits = Limits { loop_iterations: Some(2_000_000), jobs: Some(50_000), calls: None };

/// The limits of the third one, for loops whose rounds are long, and for recursion that branches.
const DEEP: Limits = Limits { loop_iterations: Some(100_000), jobs: Some(2_000), calls: Some(24) };

/// What running the file again has shown.
pub(crate) enum Found {
    /// It was stopped here.
    Here(Box<Failure>),
    /// It did not come back either: no page code ran, so a built-in function did, called from this.
    Within(Option<String>),
    /// It came to its end.
    Nowhere,
}

/// Runs `request`, whose worker did not come back within `limit`, again.
pub(crate) fn find(program: &(PathBuf, Vec<String>), request: &Request, limit: Duration, stops: &[Interrupt]) -> Found {
    let mut entered = None;
    for limits in [LONG, DEEP] {
        let mut request = request.clone();
        request.options.limits = Some(limits);
        match probe(program, &request, limit, stops, &mut entered) {
            Some(Found::Within(_)) => {}
            Some(found) => return found,
            None => return Found::Nowhere,
        }
    }
    Found::Within(entered)
}

/// What page code had entered last when the worker of `request` died; the file is run again for that.
pub(crate) fn last_entered(
    program: &(PathBuf, Vec<String>),
    request: &Request,
    limit: Duration,
    stops: &[Interrupt],
) -> Option<String> {
    let mut request = request.clone();
    request.options.limits = Some(Limits::default());
    let mut entered = None;
    probe(program, &request, limit, stops, &mut entered);
    entered
}

/// One more run; nothing where it was interrupted or died.
fn probe(
    program: &(PathBuf, Vec<String>),
    request: &Request,
    limit: Duration,
    stops: &[Interrupt],
    entered: &mut Option<String>,
) -> Option<Found> {
    let worker = Worker::start(program, request).ok()?;
    let mut silence = Stopwatch::start();
    while !stops.iter().any(Interrupt::is_set) {
        let step = limit.saturating_sub(silence.elapsed()).min(Duration::from_millis(100));
        let news = worker.next(step);
        if !matches!(news, News::Silence) {
            silence = Stopwatch::start();
        }
        match news {
            News::Event(WorkerEvent::Entered { what }) => *entered = Some(what),
            News::Event(WorkerEvent::TestFinished { verdict: Verdict { failures, .. }, .. }) => {
                if let Some(failure) = failures.into_iter().find(|failure| failure.kind == FailureKind::Engine) {
                    return Some(Found::Here(Box::new(failure)));
                }
            }
            News::Event(WorkerEvent::LoadFailed { failure }) if failure.kind == FailureKind::Engine => {
                return Some(Found::Here(Box::new(failure)));
            }
            News::Event(WorkerEvent::Finished {}) => return Some(Found::Nowhere),
            News::Event(_) => {}
            News::Silence if silence.elapsed() < limit => {}
            News::Silence => return Some(Found::Within(None)),
            News::Ended | News::Garbage(_) => return None,
        }
    }
    None
}
