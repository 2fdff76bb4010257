//! Typed code, and what stops it.
//!
//! Page code cannot be stopped in the middle: the engine has no place for that, and a program whose script does not come
//! back is ended with its thread. Typed code runs in slices instead, between which it may be left where it is: its frames
//! stay on the engine's stack, below everything that runs later, and are never looked at again. What is called through a
//! native function (`forEach`, say) is one slice, and so are promise jobs; a limit on the rounds of loops stops those.

use std::path::Path;
use std::pin::pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Poll, Waker};
use std::time::Duration;

use boa_engine::{Context, JsError, JsResult, JsValue, Script};

use super::request::{Reply, StoppedBy};
use super::{Tell, names, settle};
use crate::modules::typed::{self, Illegal, Typed};
use crate::program::Program;
use crate::uncaught::{Frame, Position, Uncaught, UncaughtKind};

/// How long typed code may run.
const LIMIT: Duration = Duration::from_secs(5);

/// Instructions, as the engine weighs them, of a slice: well below a millisecond.
const SLICE: u32 = 50_000;

/// Rounds of one loop; an empty loop needs about as long as [`LIMIT`] for them.
const LOOP_ROUNDS: u64 = 50_000_000;

/// Promise jobs in a row.
const JOBS: u64 = 1_000_000;

/// How code ended.
pub(super) enum Ending {
    Done(JsResult<JsValue>),
    Stopped { by: StoppedBy, at: Option<Position> },
}

/// Evaluates what a person typed.
pub(super) fn typed(program: &Program, text: &str, tell: Tell, interrupted: &AtomicBool, context: &mut Context) {
    let ready = match typed::prepare(text) {
        Ok(ready) => ready,
        Err(illegal) => return tell(Reply::Threw(Box::new(uncaught(program, text, illegal)))),
    };
    let name = program.instance.host.loader.next_typed();
    let ending = match compiled(program, text, &ready, context) {
        Ok(script) => run(program, &script, interrupted, context),
        Err(error) => Ending::Done(Err(error)),
    };
    let text = text.to_owned();
    let tell: Tell = Box::new(move |mut reply| {
        if let Reply::Threw(uncaught) = &mut reply {
            place(uncaught, &name, &text);
        }
        tell(reply);
    });
    settle::answer(program, ending, tell, context);
}

/// The engine does not tell where it looked for a variable in vain; the text does.
fn place(uncaught: &mut Uncaught, name: &Path, text: &str) {
    let variable =
        uncaught.message.strip_prefix("ReferenceError: ").and_then(|rest| rest.strip_suffix(" is not defined"));
    let Some(variable) = variable.filter(|_| uncaught.place().is_none()) else { return };
    let Some((line, column)) = typed::place_of(text, variable) else { return };
    let source_line = text.lines().nth(line.saturating_sub(1)).map(str::to_owned);
    let position = Some(Position::new(name.to_owned(), line, column));
    uncaught.frames.push(Frame { function: "<main>".to_owned(), position });
    uncaught.source_line = source_line;
}

fn compiled(program: &Program, text: &str, ready: &Typed, context: &mut Context) -> JsResult<Script> {
    names::define(context)?;
    if let Some(variables) = &ready.variables {
        Script::parse(boa_engine::Source::from_bytes(variables), None, context)?.evaluate(context)?;
    }
    program.instance.host.loader.compile_typed(text, ready, context)
}

/// Evaluates a script until it ends or is stopped.
pub(super) fn run(program: &Program, script: &Script, interrupted: &AtomicBool, context: &mut Context) -> Ending {
    let started = program.now();
    limited(context, |context| {
        let stopped_by = {
            let mut evaluation = pin!(script.evaluate_async_with_budget(context, SLICE));
            loop {
                if let Poll::Ready(result) =
                    evaluation.as_mut().poll(&mut std::task::Context::from_waker(Waker::noop()))
                {
                    return Ending::Done(result);
                }
                if interrupted.load(Ordering::Acquire) {
                    break StoppedBy::Interrupt;
                }
                if program.now().since(started) > LIMIT {
                    break StoppedBy::Limit(LIMIT);
                }
            }
        };
        let at = program.caller(context).map(|at| program.instance.original(at));
        Ending::Stopped { by: stopped_by, at }
    })
}

/// Runs `work` with the limit of typed code on loops.
pub(super) fn limited<T>(context: &mut Context, work: impl FnOnce(&mut Context) -> T) -> T {
    let before = context.runtime_limits().loop_iteration_limit();
    context.runtime_limits_mut().set_loop_iteration_limit(LOOP_ROUNDS.min(before));
    let result = work(context);
    context.runtime_limits_mut().set_loop_iteration_limit(before);
    result
}

/// Runs the jobs that typed code has made; returns what stopped them, if anything.
pub(super) fn checkpoint(program: &Program, context: &mut Context) -> Option<Reply> {
    let stopped = limited(context, |context| program.instance.host.limited_checkpoint(JOBS, context));
    stopped.map(told)
}

/// What typed code threw; an engine's limit is told like an error, and the program goes on.
pub(super) fn threw(program: &Program, error: &JsError, context: &mut Context) -> Reply {
    told(program.describe(error, "typed code", context))
}

fn told(mut uncaught: Uncaught) -> Reply {
    if uncaught.kind == UncaughtKind::Engine && uncaught.message.contains("iteration loops") {
        uncaught.message = "stopped: a loop goes round without end".to_owned();
    }
    Reply::Threw(Box::new(uncaught))
}

fn uncaught(program: &Program, text: &str, illegal: Illegal) -> Uncaught {
    let Illegal { message, line, column } = illegal;
    let position = Position { path: program.instance.host.loader.next_typed(), line, column };
    let index = usize::try_from(line).unwrap_or(1).saturating_sub(1);
    Uncaught {
        kind: UncaughtKind::Thrown,
        what: "typed code".to_owned(),
        message: format!("SyntaxError: {message}"),
        frames: vec![Frame { function: "<main>".to_owned(), position: Some(position) }],
        failed_call: None,
        source_line: Some(text.lines().nth(index).unwrap_or_default().to_owned()),
    }
}
