//! The clauses one by one, where random lives would not say which one broke.

use std::cell::Cell;

use minihost_log::{Generation, Stamp, Timestamp};

use super::{Closing, Limits, Machine, Numbers, Replaced, Retire};
use crate::{CloseFrame, Event, Fault, Message, SendId, State};

fn machine() -> Machine {
    Machine::new(Limits { unsent_bytes: 100, undelivered_bytes: 200 }, Numbers::default())
}

thread_local!(static CLOCK: Cell<u64> = const { Cell::new(0) });

fn now() -> Stamp {
    CLOCK.set(CLOCK.get() + 1);
    Stamp { time: Timestamp::from_nanos(CLOCK.get()), order: CLOCK.get() }
}

/// An open connection of which the page knows.
fn open() -> (Machine, Generation) {
    let mut machine = machine();
    let (generation, _) = machine.connect(&now);
    machine.dialled(generation, None, Vec::new(), &now);
    assert!(matches!(machine.deliver().unwrap().event, Event::Open { .. }));
    (machine, generation)
}

fn text(text: &str) -> Message {
    Message::text(text.to_owned())
}

fn events(machine: &mut Machine) -> Vec<(u32, Event)> {
    std::iter::from_fn(|| machine.deliver()).map(|delivery| (delivery.generation.get(), delivery.event)).collect()
}

fn close(code: u16, reason: &str) -> Event {
    Event::Close { code, reason: reason.to_owned() }
}

fn frame(code: u16) -> CloseFrame {
    CloseFrame::new(code, "mine").unwrap()
}

fn failed_from(event: &Event) -> SendId {
    match event {
        Event::SendFailed { from, fault: Fault::SendFailed { .. } } => *from,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_pages_view_moves_when_it_is_told() {
    let mut machine = machine();
    let (generation, _) = machine.connect(&now);
    machine.dialled(generation, None, Vec::new(), &now);
    assert_eq!(machine.state(), State::Connecting);
    assert_eq!(machine.send(text("x"), &now), Err(Fault::NotOpen));
    machine.deliver();
    assert_eq!(machine.state(), State::Open);
    machine.peer_closed(generation, 1001, "bye".to_owned(), &now);
    assert_eq!(machine.state(), State::Open);
    assert_eq!(events(&mut machine), [(1, close(1001, "bye"))]);
    assert_eq!(machine.state(), State::Idle);
    assert_eq!(machine.send(text("x"), &now), Err(Fault::NotOpen));
}

#[test]
fn a_send_after_the_transport_is_gone_fails_before_the_error() {
    let (mut machine, generation) = open();
    machine.lost(generation, Some(Fault::Lost { reason: "reset".to_owned() }), &now);
    let first = machine.send(text("a"), &now).unwrap();
    machine.send(text("b"), &now).unwrap();
    let events = events(&mut machine);
    assert_eq!(events.len(), 3, "one failure for both: {events:?}");
    assert_eq!(failed_from(&events[0].1), first);
    assert!(matches!(events[1].1, Event::Error(Fault::Lost { .. })));
    assert_eq!(events[2].1, close(1006, ""));
}

#[test]
fn once_the_page_knows_of_the_error_only_the_close_is_left() {
    let mut machine = machine();
    let (generation, _) = machine.connect(&now);
    machine.dial_failed(generation, Fault::NotOpen, &now);
    assert!(matches!(machine.deliver().unwrap().event, Event::Error(_)));
    assert_eq!(machine.send(text("x"), &now), Err(Fault::NotOpen));
    let called = now();
    assert_eq!(machine.close(frame(4000), &now), Closing::Nothing);
    assert!(machine.peek() > Some(called), "the success of the call comes first");
    assert_eq!(events(&mut machine), [(1, close(1006, ""))]);
    assert_eq!(machine.state(), State::Idle);
}

#[test]
fn sends_are_settled_in_order_and_the_rest_fails_with_the_transport() {
    let (mut machine, generation) = open();
    let ids: Vec<_> = ["a", "b", "c"].iter().map(|t| machine.send(text(t), &now).unwrap()).collect();
    assert_eq!(machine.take(generation), Some(text("a")));
    assert_eq!(machine.take(generation), Some(text("b")));
    machine.written(generation, &now);
    machine.written(generation, &now);
    machine.take(generation);
    machine.lost(generation, None, &now);
    let events = events(&mut machine);
    assert_eq!(events[0].1, Event::Sent { through: ids[1] });
    assert_eq!(failed_from(&events[1].1), ids[2]);
    assert_eq!(events[2..], [(1, close(1006, ""))]);
}

#[test]
fn unsent_bytes_are_capped_and_writing_makes_room() {
    let (mut machine, generation) = open();
    assert!(machine.send(Message::binary(vec![0; 60]), &now).is_ok());
    let full = machine.send(Message::binary(vec![0; 60]), &now);
    assert_eq!(full, Err(Fault::QueueFull { unsent: 74, adding: 74, limit: 100 }));
    machine.take(generation);
    assert!(machine.send(Message::binary(vec![0; 60]), &now).is_err(), "taken is not written");
    machine.written(generation, &now);
    assert!(machine.send(Message::binary(vec![0; 60]), &now).is_ok());
    assert!(machine.send(Message::binary(vec![0; 87]), &now).is_err(), "too large at any time");
}

#[test]
fn close_flushes_what_is_queued_and_drops_what_comes_in() {
    let (mut machine, generation) = open();
    machine.received(generation, text("early"), &now);
    machine.send(text("queued"), &now).unwrap();
    assert_eq!(machine.close(frame(4000), &now), Closing::Handshake(generation));
    machine.received(generation, text("late"), &now);
    assert_eq!(machine.send(text("x"), &now), Err(Fault::NotOpen));
    assert_eq!(machine.take(generation), Some(text("queued")));
    assert_eq!(machine.take(generation), None);
    assert_eq!(machine.closing(generation), Some(&frame(4000)));
    machine.written(generation, &now);
    machine.peer_closed(generation, 4999, "theirs".to_owned(), &now);
    let events = events(&mut machine);
    assert!(matches!(events[0].1, Event::Sent { .. }));
    assert_eq!(events[1..], [(1, close(4999, "theirs"))]);
}

#[test]
fn a_close_that_goes_wrong_is_1006_without_an_error() {
    let endings: [fn(&mut Machine, Generation); 4] = [
        |machine, g| machine.close_timed_out(g, &now),
        |machine, g| machine.lost(g, None, &now),
        |machine, g| machine.lost(g, Some(Fault::Lost { reason: String::new() }), &now),
        |machine, g| machine.failed(g, Fault::Lost { reason: String::new() }, 1002, &now),
    ];
    for ending in endings {
        let (mut machine, generation) = open();
        machine.close(frame(1000), &now);
        ending(&mut machine, generation);
        assert_eq!(events(&mut machine), [(1, close(1006, ""))]);
    }
}

#[test]
fn close_while_connecting_is_1000_and_nothing_else() {
    for (prepare, transport) in [
        ((|_, _| {}) as fn(&mut Machine, Generation), Retire::Abort),
        (|m, g| m.dialled(g, None, Vec::new(), &now), Retire::Close(CloseFrame::normal())),
        (|m, g| m.dial_failed(g, Fault::NotOpen, &now), Retire::Leave),
    ] {
        let mut machine = machine();
        let (generation, _) = machine.connect(&now);
        prepare(&mut machine, generation);
        assert_eq!(machine.close(frame(4000), &now), Closing::Retired(generation, transport));
        assert_eq!(machine.state(), State::Closing);
        machine.dialled(generation, None, Vec::new(), &now);
        machine.received(generation, text("x"), &now);
        assert_eq!(events(&mut machine), [(1, close(1000, ""))]);
        assert!(machine.is_idle());
    }
}

#[test]
fn replacing_an_open_connection_closes_it_with_1000() {
    let (mut machine, old) = open();
    machine.received(old, text("stale"), &now);
    let unsent = machine.send(text("unsent"), &now).unwrap();
    let (new, replaced) = machine.connect(&now);
    let transport = Retire::Close(CloseFrame::normal());
    assert_eq!(replaced, Some(Replaced { generation: old, transport, stale: 1 }));
    machine.received(old, text("in flight"), &now);
    machine.dialled(new, None, Vec::new(), &now);
    let events = events(&mut machine);
    assert_eq!(failed_from(&events[0].1), unsent);
    assert_eq!(events[1], (1, close(1000, "")));
    assert!(matches!(events[2], (2, Event::Open { .. })));
    assert_eq!((events.len(), machine.state()), (3, State::Open));
}

#[test]
fn replacing_a_connecting_one_is_1006_without_an_error() {
    let mut machine = machine();
    machine.connect(&now);
    let (_, replaced) = machine.connect(&now);
    assert_eq!(replaced.unwrap().transport, Retire::Abort);
    assert_eq!(events(&mut machine), [(1, close(1006, ""))]);
    assert_eq!(machine.state(), State::Connecting, "that was the old one's close");
}

#[test]
fn replacing_a_closing_one_keeps_its_own_code() {
    let (mut machine, _) = open();
    machine.close(frame(4321), &now);
    let (_, replaced) = machine.connect(&now);
    assert_eq!(replaced.unwrap().transport, Retire::Close(frame(4321)));
    assert_eq!(events(&mut machine), [(1, close(4321, "mine"))]);
}

#[test]
fn replacing_one_that_has_ended_keeps_its_last_events() {
    let mut machine = machine();
    let (old, _) = machine.connect(&now);
    machine.dialled(old, None, Vec::new(), &now);
    machine.received(old, text("stale"), &now);
    machine.lost(old, Some(Fault::Lost { reason: "reset".to_owned() }), &now);
    let (_, replaced) = machine.connect(&now);
    assert_eq!(replaced, Some(Replaced { generation: old, transport: Retire::Leave, stale: 2 }));
    let events = events(&mut machine);
    assert!(matches!(events[0], (1, Event::Error(_))));
    assert_eq!(events[1..], [(1, close(1006, ""))]);
}

#[test]
fn replacing_one_that_opened_and_closed_unseen_is_1006() {
    let mut machine = machine();
    let (old, _) = machine.connect(&now);
    machine.dialled(old, None, Vec::new(), &now);
    machine.received(old, text("stale"), &now);
    machine.peer_closed(old, 4001, "bye".to_owned(), &now);
    machine.connect(&now);
    assert_eq!(events(&mut machine), [(1, close(1006, ""))]);
}

#[test]
fn reading_waits_for_the_page_until_it_closes() {
    let (mut machine, generation) = open();
    for _ in 0..2 {
        assert!(machine.has_room(generation));
        machine.received(generation, Message::binary(vec![0; 50]), &now);
    }
    assert!(!machine.has_room(generation));
    machine.deliver();
    assert!(machine.has_room(generation));
    machine.received(generation, Message::binary(vec![0; 500]), &now);
    assert!(!machine.has_room(generation));
    machine.close(frame(1000), &now);
    assert!(machine.has_room(generation), "what comes now is dropped");
}

#[test]
fn the_page_has_answered_when_the_host_is_back() {
    let (mut machine, generation) = open();
    machine.host_is_back();
    assert!(machine.is_answered());
    machine.received(generation, text("x"), &now);
    assert!(!machine.is_answered());
    machine.host_is_back();
    machine.deliver();
    assert!(!machine.is_answered(), "its listeners may be running");
    machine.host_is_back();
    assert!(machine.is_answered());
}
