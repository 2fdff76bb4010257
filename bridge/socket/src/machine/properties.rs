//! Random lives of the machine: whatever happens in whatever order, the page sees a legal story.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use minihost_log::{Generation, Stamp, Timestamp};
use proptest::prelude::*;

use super::{Closing, Limits, Machine, Numbers};
use crate::{CloseFrame, Event, Fault, Message, SendId, State};

#[derive(Debug, Clone)]
pub(super) enum Step {
    Connect,
    Send(u8),
    Close(u16),
    Deliver,
    /// An input of the driver, for the live generation or (by how many before it) a stale one.
    Driver(u32, Input),
}

#[derive(Debug, Clone)]
pub(super) enum Input {
    Dialled,
    DialFailed,
    Received(u8),
    Take,
    Written,
    WriteFailed,
    PeerClosed,
    Lost(bool),
    Failed,
    CloseTimedOut,
}

pub(super) fn input() -> impl Strategy<Value = Input> {
    prop_oneof![
        4 => Just(Input::Dialled),
        1 => Just(Input::DialFailed),
        4 => any::<u8>().prop_map(Input::Received),
        4 => Just(Input::Take),
        4 => Just(Input::Written),
        1 => Just(Input::WriteFailed),
        1 => Just(Input::PeerClosed),
        1 => any::<bool>().prop_map(Input::Lost),
        1 => Just(Input::Failed),
        1 => Just(Input::CloseTimedOut),
    ]
}

pub(super) fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        2 => Just(Step::Connect),
        6 => any::<u8>().prop_map(Step::Send),
        2 => (3000u16..5000).prop_map(Step::Close),
        8 => Just(Step::Deliver),
        12 => (prop_oneof![4 => Just(0u32), 1 => 1u32..4], input()).prop_map(|(age, input)| Step::Driver(age, input)),
    ]
}

/// What a page may conclude from what it was told.
#[derive(Debug, Default)]
struct Story {
    opened: bool,
    error: bool,
    closed: bool,
    close_called: bool,
    replaced: bool,
    received: usize,
    accepted: BTreeSet<SendId>,
    settled: BTreeSet<SendId>,
}

#[derive(Debug)]
pub(super) struct World {
    pub(super) machine: Machine,
    clock: Rc<Cell<u64>>,
    stories: BTreeMap<Generation, Story>,
    live: Option<Generation>,
    last_stamp: Option<Stamp>,
    newest_told: Option<Generation>,
}

impl World {
    /// A machine that shares its numbers and its stamps with others, or with none.
    pub(super) fn new(numbers: Numbers, clock: Rc<Cell<u64>>) -> Self {
        let machine = Machine::new(Limits { unsent_bytes: 600, undelivered_bytes: 1_000 }, numbers);
        Self { machine, clock, stories: BTreeMap::new(), live: None, last_stamp: None, newest_told: None }
    }

    /// The connections that there were.
    pub(super) fn generations(&self) -> impl DoubleEndedIterator<Item = Generation> + '_ {
        self.stories.keys().copied()
    }

    /// In the end the connection is lost, every event delivered, and every story complete.
    pub(super) fn finish(&mut self) {
        if self.live.is_some() {
            self.run(Step::Driver(0, Input::Lost(true)));
        }
        while self.machine.peek().is_some() {
            self.run(Step::Deliver);
        }
        for (generation, story) in &self.stories {
            assert!(story.closed, "generation {generation} has no close: {story:?}");
        }
        assert!(self.machine.is_idle());
        assert_eq!(self.machine.queue.bytes(), 0);
    }

    pub(super) fn run(&mut self, step: Step) {
        let clock = Rc::clone(&self.clock);
        let now = || {
            clock.set(clock.get() + 1);
            Stamp { time: Timestamp::from_nanos(clock.get()), order: clock.get() }
        };
        match step {
            Step::Connect => {
                let (generation, replaced) = self.machine.connect(&now);
                assert_eq!(replaced.map(|replaced| replaced.generation), self.live);
                if let Some(old) = self.live.replace(generation).and_then(|old| self.stories.get_mut(&old)) {
                    old.replaced = true;
                }
                assert!(self.stories.insert(generation, Story::default()).is_none(), "generations are new");
            }
            Step::Send(byte) => {
                let open = self.machine.state() == State::Open;
                match self.machine.send(Message::binary(vec![byte; usize::from(byte)]), &now) {
                    Ok(id) => {
                        assert!(open, "accepted in the page's open state only");
                        let story = self.story(self.live.expect("a live connection"));
                        assert!(story.accepted.insert(id));
                    }
                    Err(Fault::NotOpen) => assert!(!open),
                    Err(Fault::QueueFull { unsent, adding, limit }) => assert!(open && unsent + adding > limit),
                    Err(other) => panic!("{other}"),
                }
            }
            Step::Close(code) => {
                let before = self.machine.state();
                let closing = self.machine.close(CloseFrame::new(code, "").unwrap(), &now);
                match before {
                    State::Idle | State::Closing => assert_eq!(closing, Closing::Nothing),
                    State::Connecting | State::Open => {
                        assert_eq!(self.machine.state(), State::Closing);
                        let live = self.live.expect("a live connection");
                        self.story(live).close_called = true;
                    }
                }
            }
            Step::Deliver => {
                self.machine.host_is_back();
                self.deliver();
            }
            Step::Driver(age, input) => {
                let Some(generation) = self.generations().rev().nth(age as usize) else { return };
                let before = self.machine.queue.bytes();
                let stale = self.live != Some(generation);
                let pending = self.machine.peek();
                drive(&mut self.machine, generation, input, &now);
                if stale {
                    assert_eq!((self.machine.queue.bytes(), self.machine.peek()), (before, pending));
                }
            }
        }
    }

    fn story(&mut self, generation: Generation) -> &mut Story {
        self.stories.get_mut(&generation).expect("a known generation")
    }

    fn deliver(&mut self) {
        let stamp = self.machine.peek();
        let before = self.machine.state();
        let Some(delivery) = self.machine.deliver() else {
            assert_eq!(stamp, None);
            return;
        };
        assert_eq!(stamp, Some(delivery.stamp));
        assert!(self.last_stamp <= stamp, "stamps never go back");
        self.last_stamp = stamp;
        let generation = delivery.generation;
        assert!(self.newest_told <= Some(generation), "nothing of an old connection after the new one's first event");
        self.newest_told = Some(generation);
        let is_live = self.live == Some(generation);
        let story = self.story(generation);
        assert!(!story.closed, "nothing after close");
        // What the page sends while it handles the error fails, before the close.
        let may_follow = matches!(delivery.event, Event::Close { .. } | Event::SendFailed { .. });
        assert!(!story.error || may_follow, "an error is followed by the close");
        match delivery.event {
            Event::Open { .. } => {
                assert!(!story.opened && !story.close_called && !story.replaced);
                story.opened = true;
                assert_eq!((before, self.machine.state()), (State::Connecting, State::Open));
            }
            Event::Message(_) => {
                assert!(story.opened && !story.close_called && !story.replaced);
                story.received += 1;
            }
            Event::Error(_) => story.error = true,
            Event::Close { .. } => {
                story.closed = true;
                assert_eq!(story.accepted, story.settled, "every send is settled before the close");
                if is_live {
                    self.live = None;
                    assert_eq!(self.machine.state(), State::Idle);
                }
            }
            Event::Sent { through } => settle(story, |id| id <= through),
            Event::SendFailed { from, .. } => settle(story, |id| id >= from),
        }
    }
}

fn settle(story: &mut Story, covered: impl Fn(SendId) -> bool) {
    let open: Vec<_> = story.accepted.difference(&story.settled).copied().collect();
    assert!(!open.is_empty(), "settles something");
    let now: Vec<_> = open.into_iter().filter(|id| covered(*id)).collect();
    assert!(!now.is_empty(), "settles something new");
    let oldest = story.accepted.difference(&story.settled).next().copied();
    assert_eq!(oldest, now.first().copied(), "in order");
    story.settled.extend(now);
}

pub(super) fn drive(machine: &mut Machine, generation: Generation, input: Input, now: super::Now<'_>) {
    let fault = || Fault::Lost { reason: "x".to_owned() };
    match input {
        Input::Dialled => machine.dialled(generation, None, Vec::new(), now),
        Input::DialFailed => machine.dial_failed(generation, fault(), now),
        Input::Received(byte) => machine.received(generation, Message::binary(vec![0; usize::from(byte)]), now),
        Input::Take => drop(machine.take(generation)),
        Input::Written => machine.written(generation, now),
        Input::WriteFailed => machine.write_failed(generation, fault(), now),
        Input::PeerClosed => machine.peer_closed(generation, 1001, "bye".to_owned(), now),
        Input::Lost(clean) => machine.lost(generation, (!clean).then(fault), now),
        Input::Failed => machine.failed(generation, fault(), 1002, now),
        Input::CloseTimedOut => machine.close_timed_out(generation, now),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_page_sees_a_legal_story(steps in prop::collection::vec(step(), 0..120)) {
        let mut world = World::new(Numbers::default(), Rc::default());
        for step in steps {
            world.run(step);
        }
        world.finish();
    }
}
