//! The event loop: posted tasks, due timers and socket events in one order, one macrotask at a time.

use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context as Waiting, Poll};
use std::time::Duration;

use boa_engine::Context;
use minihost_log::Timestamp;
use tokio::time::{Instant, Sleep, sleep_until};

use super::control::Control;
use super::instance::{Instance, Ready};
use super::outcome::Ended;
use super::schedule::TURNS_OF_OTHERS;
use super::world::World;

/// After so many macrotasks in a row the socket's driver gets a turn, even when page code always has more to do,
const TURNS_BEFORE_YIELD: u32 = 64;

/// and after so long: what it writes makes room for more, and a program's time may be up.
const TIME_BEFORE_YIELD: Duration = Duration::from_millis(20);

/// The loop of all programs of one engine. Its limits are those of the first one.
pub(super) struct EventLoop<'a> {
    world: &'a World,
    first: &'a Instance,
    control: &'a Control,
    /// When the program must have ended.
    deadline: Option<Timestamp>,
    idle: Option<Duration>,
    last_activity: Timestamp,
    alarm: Alarm,
}

impl<'a> EventLoop<'a> {
    /// A loop that stops when `first` has used up its time, or when nothing has happened for as long as it allows.
    pub(super) fn new(world: &'a World, first: &'a Instance, control: &'a Control) -> Self {
        let now = world.clock().now();
        Self {
            world,
            first,
            control,
            // Counted from the program's start, not from here: loading is part of it.
            deadline: first.settings.timeout.map(|limit| Timestamp::default().after(limit)),
            idle: first.settings.idle,
            last_activity: now,
            alarm: Alarm::default(),
        }
    }

    /// Runs until the first program ends.
    pub(super) async fn run(mut self, context: &mut Context) -> Ended {
        let (mut turns, mut since) = (0, self.now());
        loop {
            if let Some(ended) = self.ended() {
                return ended;
            }
            if self.world.schedule.is_some() {
                for _ in 0..TURNS_OF_OTHERS {
                    tokio::task::yield_now().await;
                }
            }
            match self.world.next_ready() {
                Some((program, ready)) => {
                    self.turn(&program, ready, context);
                    turns += 1;
                    if turns == TURNS_BEFORE_YIELD || self.now() >= since.after(TIME_BEFORE_YIELD) {
                        tokio::task::yield_now().await;
                        (turns, since) = (0, self.now());
                        // A program that is never at rest runs out of time as well.
                        if let Some(ended) = self.time_up() {
                            return ended;
                        }
                    }
                }
                None if self.world.nothing_pending() => return Ended::Exhausted,
                None => {
                    self.first.host.output.flush();
                    self.world.agent.heart.rest();
                    if let Some(ended) = self.wait().await {
                        return ended;
                    }
                    (turns, since) = (0, self.now());
                }
            }
        }
    }

    fn ended(&self) -> Option<Ended> {
        if let Some(stop) = self.control.requested() {
            return Some(Ended::Stopped(stop));
        }
        if self.world.agent.is_poisoned() {
            return Some(Ended::EngineFailed);
        }
        let given_up = self.first.host.given_up();
        given_up.or_else(|| self.first.host.wants_exit().then_some(Ended::Exited))
    }

    fn turn(&mut self, program: &Instance, ready: Ready, context: &mut Context) {
        self.world.agent.heart.beat();
        program.turn(ready, context);
        if self.idle.is_some() {
            self.last_activity = self.now();
        }
    }

    /// Waits until something may be ready; tells when the program's time is up instead.
    async fn wait(&mut self) -> Option<Ended> {
        if let Some(ended) = self.time_up() {
            return Some(ended);
        }
        let due = self.world.next_timer();
        let wake_at = [due, self.limit().map(|(at, _)| at)].into_iter().flatten().min();
        let clock = self.world.clock();
        let wake_at = wake_at.map(|at| clock.instant_at(at));
        // One future that asks each of them, instead of one for each: it is made anew for each message.
        poll_fn(|cx| {
            let is_ready = self.control.poll_requested(cx)
                || self.world.agent.poll_woken(cx.waker())
                || self.world.poll_sockets(cx)
                || self.alarm.poll(wake_at, cx);
            if is_ready { Poll::Ready(()) } else { Poll::Pending }
        })
        .await;
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
        self.world.clock().now()
    }
}

/// A sleep that is kept between waits: on the message path the deadline hardly ever changes, and setting a timer anew
/// for each message would cost more than the wait.
#[derive(Default)]
struct Alarm {
    sleep: Option<Pin<Box<Sleep>>>,
}

impl Alarm {
    /// Whether it is `at`; if not, the waker of `cx` hears of it. Never, without one.
    fn poll(&mut self, at: Option<Instant>, cx: &mut Waiting<'_>) -> bool {
        let Some(at) = at else { return false };
        let sleep = self.sleep.get_or_insert_with(|| Box::pin(sleep_until(at)));
        if sleep.deadline() != at {
            sleep.as_mut().reset(at);
        }
        sleep.as_mut().poll(cx).is_ready()
    }
}
