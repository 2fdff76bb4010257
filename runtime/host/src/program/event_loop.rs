//! The event loop: posted tasks, due timers and socket events in one order, one macrotask at a time.

use std::pin::Pin;
use std::time::Duration;

use boa_engine::Context;
use minihost_bridge::Bridge;
use minihost_log::{Stamp, Timestamp};
use tokio::time::{Sleep, sleep_until};

use super::control::Control;
use super::outcome::Ended;
use crate::host::Host;

/// After so many macrotasks in a row the socket's driver gets a turn, even when page code always has more to do.
const TURNS_BEFORE_YIELD: u32 = 64;

/// The loop of one program.
pub(super) struct EventLoop<'a> {
    host: &'a Host,
    bridge: &'a Bridge,
    control: &'a Control,
    /// When the program must have ended.
    deadline: Option<Timestamp>,
    idle: Option<Duration>,
    last_activity: Timestamp,
    alarm: Alarm,
}

/// What is ready to run.
#[derive(Clone, Copy)]
enum Ready {
    Task,
    Timer,
    Socket,
}

impl<'a> EventLoop<'a> {
    /// A loop that stops after `limits.0`, or when nothing has happened for `limits.1`.
    pub(super) fn new(
        host: &'a Host,
        bridge: &'a Bridge,
        control: &'a Control,
        limits: (Option<Duration>, Option<Duration>),
    ) -> Self {
        let now = host.log.clock().now();
        Self {
            host,
            bridge,
            control,
            // Counted from the program's start, not from here: loading is part of it.
            deadline: limits.0.map(|limit| Timestamp::default().after(limit)),
            idle: limits.1,
            last_activity: now,
            alarm: Alarm::default(),
        }
    }

    /// Runs until the program ends.
    pub(super) async fn run(mut self, context: &mut Context) -> Ended {
        let mut turns = 0;
        loop {
            if let Some(ended) = self.ended() {
                return ended;
            }
            match self.next_ready() {
                Some(ready) => {
                    self.turn(ready, context);
                    turns += 1;
                    if turns == TURNS_BEFORE_YIELD {
                        turns = 0;
                        tokio::task::yield_now().await;
                        // A program that is never at rest runs out of time as well.
                        if let Some(ended) = self.time_up() {
                            return ended;
                        }
                    }
                }
                None if self.nothing_pending() => return Ended::Exhausted,
                None => {
                    turns = 0;
                    self.host.output.flush();
                    if let Some(ended) = self.wait().await {
                        return ended;
                    }
                }
            }
        }
    }

    fn ended(&self) -> Option<Ended> {
        if let Some(stop) = self.control.requested() {
            return Some(Ended::Stopped(stop));
        }
        if self.host.is_poisoned() {
            return Some(Ended::EngineFailed);
        }
        self.host.wants_exit().then_some(Ended::Exited)
    }

    /// The oldest of everything that is ready: by time, then by the order in which it became ready.
    fn next_ready(&self) -> Option<Ready> {
        let due = self.host.timers.borrow().next_due().filter(|due| due.time <= self.now());
        let candidates =
            [(self.host.peek_task(), Ready::Task), (due, Ready::Timer), (self.bridge.peek(), Ready::Socket)];
        let ready = candidates.into_iter().filter_map(|(stamp, ready)| Some((stamp?, ready)));
        ready.min_by_key(|(stamp, _): &(Stamp, Ready)| *stamp).map(|(_, ready)| ready)
    }

    fn turn(&mut self, ready: Ready, context: &mut Context) {
        match ready {
            Ready::Task => self.host.run_task(context),
            Ready::Timer => self.host.run_timer(context),
            Ready::Socket => self.bridge.deliver(context),
        }
        if self.idle.is_some() {
            self.last_activity = self.now();
        }
    }

    fn nothing_pending(&self) -> bool {
        self.host.timers.borrow().is_empty() && !self.host.has_tasks() && self.bridge.is_idle()
    }

    /// Waits until something may be ready; tells when the program's time is up instead.
    async fn wait(&mut self) -> Option<Ended> {
        if let Some(ended) = self.time_up() {
            return Some(ended);
        }
        let due = self.host.timers.borrow().next_due().map(|due| due.time);
        let wake_at = [due, self.limit().map(|(at, _)| at)].into_iter().flatten().min();
        let clock = self.host.log.clock();
        let alarm = self.alarm.at(wake_at.map(|at| clock.instant_at(at)));
        tokio::select! {
            biased;
            () = self.control.changed() => {}
            () = self.bridge.service().ready() => {}
            () = alarm => {}
        }
        None
    }

    /// What ends the program now, where its time is up.
    fn time_up(&self) -> Option<Ended> {
        self.limit().filter(|(at, _)| *at <= self.now()).map(|(_, ended)| ended)
    }

    /// What ends the program next if nothing else does, and when.
    fn limit(&self) -> Option<(Timestamp, Ended)> {
        let idle_end = self.idle.map(|idle| (self.last_activity.after(idle), Ended::Idle));
        let deadline = self.deadline.map(|deadline| (deadline, Ended::Timeout));
        [idle_end, deadline].into_iter().flatten().min_by_key(|(at, _)| *at)
    }

    fn now(&self) -> Timestamp {
        self.host.log.clock().now()
    }
}

/// A sleep that is kept between waits: on the message path the deadline hardly ever changes, and setting a timer anew
/// for each message would cost more than the wait.
#[derive(Default)]
struct Alarm {
    sleep: Option<Pin<Box<Sleep>>>,
}

impl Alarm {
    /// Resolves at `at`; never, without one.
    async fn at(&mut self, at: Option<tokio::time::Instant>) {
        let Some(at) = at else { return std::future::pending().await };
        let sleep = self.sleep.get_or_insert_with(|| Box::pin(sleep_until(at)));
        if sleep.deadline() != at {
            sleep.as_mut().reset(at);
        }
        sleep.as_mut().await;
    }
}
