//! From settings to verdict.

use std::panic::resume_unwind;
use std::rc::Rc;
use std::time::Duration;

use boa_engine::{Context, JsError};
use minihost_log::{Clock, EventLog, Kind};
use serde_json::json;
use tokio::runtime::Builder;
use tokio::task::{LocalSet, spawn_local};

use super::control::Control;
use super::event_loop::EventLoop;
use super::extension::{Extension, Program};
use super::outcome::{Ended, Outcome};
use super::thread::Setup;
use super::world::World;
use crate::engine::{Agent, Hold};
use crate::settings::{NetworkChange, Time};

/// Runs a program on this thread until it ends.
///
/// # Errors
/// Why minihost itself could not run it; never what page code did.
pub(super) fn run(setup: Setup, control: &Control) -> Result<Outcome, String> {
    let is_virtual = matches!(setup.settings.time, Time::Virtual { .. });
    let runtime = Builder::new_current_thread()
        .enable_io()
        .enable_time()
        .start_paused(is_virtual)
        .build()
        .map_err(|error| format!("cannot start the event loop: {error}"))?;
    let live = live(setup, control.clone());
    // The program is a task of the set and not its root: what wakes the root from inside costs a system call, and page
    // and socket wake each other twice for every message.
    let joined = LocalSet::new().block_on(&runtime, async { spawn_local(live).await });
    // Dropping the runtime would wait for a name look-up that is still under way.
    runtime.shutdown_background();
    joined.unwrap_or_else(|error| match error.try_into_panic() {
        // The thread's own fence deals with it.
        Ok(panic) => resume_unwind(panic),
        Err(error) => Err(error.to_string()),
    })
}

async fn live(setup: Setup, control: Control) -> Result<Outcome, String> {
    let mut life = Life::new(setup, &control).map_err(|error| format!("cannot start the engine: {error}"))?;
    let ended = life.start_and_run(&control).await;
    Ok(life.end(ended).await)
}

/// Leaves the program and comes back as a person would, when its settings say so. It does not end before.
async fn visibility(program: Program, _hold: Hold, hide_after: Duration) {
    tokio::time::sleep(hide_after).await;
    let hidden = program.clone();
    program.post(Box::new(move |context| hidden.hide(context)));
    let Some(show_after) = program.settings().background.show_after else { return };
    tokio::time::sleep(show_after).await;
    let shown = program.clone();
    program.post(Box::new(move |context| shown.show_again(context)));
}

/// Changes the phone's network as its settings say. The program does not end before.
async fn network(program: Program, _hold: Hold) {
    let start = tokio::time::Instant::now();
    let mut changes = program.settings().network.clone();
    changes.sort_by_key(|change| change.after);
    for NetworkChange { after, network } in changes {
        tokio::time::sleep_until(start + after).await;
        let changed = program.clone();
        program.post(Box::new(move |context| changed.change_network(network, context)));
    }
}

/// The first program of an engine, with the engine.
struct Life {
    program: Program,
    extension: Option<Box<dyn Extension>>,
    context: Context,
}

impl Life {
    fn new(setup: Setup, control: &Control) -> Result<Self, JsError> {
        let Setup { settings, output, trace, extension } = setup;
        let clock = match settings.time {
            Time::Real => Clock::system(),
            Time::Virtual { epoch_millis } => Clock::starting_at(epoch_millis),
        };
        let log = match trace {
            Some(sink) => EventLog::with_sink(clock, sink),
            None => EventLog::new(clock),
        };
        let world = Rc::new(World::new(log, Agent::new(control.pulse()), settings.schedule.clone()));
        let mut context = world.agent.context(clock, settings.limits)?;
        let instance = world.add(settings, output, &mut context)?;
        let program = Program { world, instance };
        if let Some(extension) = &extension {
            extension.install(&program, &mut context)?;
        }
        Ok(Self { program, extension, context })
    }

    async fn start_and_run(&mut self, control: &Control) -> Ended {
        let Self { program, extension, context } = self;
        program.world.agent.heart.beat();
        let started = program.start(context);
        if let Some(hide_after) = program.settings().background.hide_after {
            spawn_local(visibility(program.clone(), program.hold(), hide_after));
        }
        if !program.settings().network.is_empty() {
            spawn_local(network(program.clone(), program.hold()));
        }
        let started = match extension {
            None => started,
            Some(extension) => program.enter(context, |context| extension.started(program, started, context)),
        };
        if let Err(ended) = started {
            return ended;
        }
        let ended = EventLoop::new(&program.world, &program.instance, control).run(context).await;
        program.instance.judged(ended, context)
    }

    /// Leaves the pages, closes everything, and judges.
    async fn end(mut self, ended: Ended) -> Outcome {
        let Program { instance, .. } = &self.program;
        let pending = if ended == Ended::Exhausted { Vec::new() } else { instance.pending() };
        self.program.world.agent.heart.beat();
        let pages = instance.page_data(&mut self.context);
        instance.leave(&mut self.context);
        self.program.world.agent.heart.rest();
        instance.shut_down().await;
        let host = &instance.host;
        let outcome = Outcome { ended, uncaught: host.uncaught(), pending, pages, counts: instance.counts() };
        host.log.record(
            Kind::RunEnd,
            None,
            || json!({"ended": format!("{:?}", outcome.ended), "uncaught": outcome.uncaught}),
        );
        host.output.flush();
        outcome
    }
}
