//! What went wrong in a test, as plain data for the reports.

use boa_engine::{Context, JsError, JsValue};
use minihost_runner::protocol::{Failure, FailureKind, Site};
use minihost_runtime::{Frame, Position, Uncaught, UncaughtKind};

use crate::kit::Kit;

/// What a function of the test script threw.
pub(crate) fn of_error(kit: &Kit, error: &JsError, context: &mut Context) -> Failure {
    let uncaught = kit.program().describe(error, "a test", context);
    let kind = if uncaught.kind == UncaughtKind::Engine { FailureKind::Engine } else { FailureKind::Thrown };
    let mut failure = kit.prepared(error).unwrap_or_else(|| Failure::new(kind, uncaught.message.clone()));
    locate(&mut failure, &uncaught.frames);
    failure.wire = kit.peers.wire();
    failure
}

/// [`of_error`], for the value that was thrown or that a promise was rejected with.
pub(crate) fn of_thrown(kit: &Kit, reason: JsValue, context: &mut Context) -> Failure {
    of_error(kit, &JsError::from_opaque(reason), context)
}

/// An error that nobody caught, in the script or in a program that it launched.
pub(crate) fn of_uncaught(error: &Uncaught, program: Option<&str>) -> Failure {
    let place = program.map_or_else(String::new, |program| format!(" of {program}"));
    let message = format!("uncaught in {}{place}: {}", error.what, error.message);
    let kind = if error.kind == UncaughtKind::Engine { FailureKind::Engine } else { FailureKind::Uncaught };
    let mut failure = Failure::new(kind, message);
    locate(&mut failure, &error.frames);
    failure
}

/// A test that the engine could not finish.
pub(crate) fn of_engine() -> Failure {
    Failure::new(FailureKind::Engine, "the engine gave up before this was done")
}

/// The innermost place is where it happened, unless that is known already; the stack is the rest of the story.
fn locate(failure: &mut Failure, frames: &[Frame]) {
    let sites = frames.iter().filter_map(|frame| Some(site(frame.position.as_ref()?, Some(&frame.function))));
    failure.stack = sites.collect();
    failure.site = failure.site.take().or_else(|| failure.stack.first().cloned());
}

/// A place as the protocol tells it.
pub(crate) fn site(position: &Position, function: Option<&str>) -> Site {
    Site {
        file: position.path.display().to_string(),
        line: position.line,
        column: position.column,
        function: function.filter(|name| *name != "<main>").map(str::to_owned),
    }
}
