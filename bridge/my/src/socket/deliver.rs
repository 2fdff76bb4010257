//! One event of the socket service becomes one macrotask of the page.

use boa_engine::Context;
use minihost_log::{Generation, Kind, preview};
use minihost_mutant::{Mutant, is};
use minihost_socket::{Delivery, Event, Message};
use serde_json::{Value, json};

use crate::bridge::Bridge;
use crate::channel::{Channel, of_task};
use crate::listeners::EventName;
use crate::settlement::Outcome;
use crate::{nursery, payload, task_payload};

/// Hands `delivery` to the listeners, or settles the sends that it is about.
pub(crate) fn deliver(bridge: &Bridge, channel: &Channel, delivery: Delivery, context: &mut Context) {
    let Delivery { generation, event, .. } = delivery;
    let name = match &event {
        Event::Open { .. } => EventName::Open,
        Event::Message(_) => EventName::Message,
        Event::Error(_) => EventName::Error,
        Event::Close { .. } => EventName::Close,
        Event::Sent { through } => {
            let through = *through;
            // Taken one by one: a callback may send again, or close, before the next one is settled.
            loop {
                let Some(call) = channel.client.borrow_mut().take_through(through) else { return };
                call.settle(bridge, &Outcome::Success, context);
            }
        }
        Event::SendFailed { fault, .. } => {
            let outcome = Outcome::Failure(fault.report(bridge.settings.profile));
            // Taken out first: a fail callback may send again.
            let failed = channel.client.borrow_mut().take_all();
            for call in failed {
                call.settle(bridge, &outcome, context);
            }
            return;
        }
    };
    let close_after_error = bridge.settings.close_after_error || is(Mutant::CloseAfterErrorAlways);
    let is_told = channel.client.borrow_mut().tells(generation, name, close_after_error);
    if name != EventName::Message || bridge.settings.page_bound_socket {
        let page = channel.client.borrow_mut().page(generation, name);
        let is_gone = page.is_some_and(|page| !bridge.embedder.has_page(page));
        if is_gone && bridge.settings.page_bound_socket {
            return;
        }
    }
    if !is_told || is_lost(name, &event) {
        return;
    }
    record(bridge, channel, generation, name, &event);
    let bytes = if let Event::Message(message) = &event { message.len() } else { 0 };
    let profile = bridge.settings.profile;
    let payload = match channel.task {
        None => payload::of_event(event, profile, context),
        Some(task) => task_payload::of_event(task, event, profile, context),
    };
    if let Some(payload) = payload {
        let (payload, event) = ([payload.into()], (name.index(), name.api(channel.task.is_some())));
        channel.listeners.emit(bridge, event, &payload, context);
        if is(Mutant::CloseTwice) && name == EventName::Close {
            channel.listeners.emit(bridge, event, &payload, context);
        }
        if is(Mutant::ListenersEndWithClose) && name == EventName::Close {
            channel.listeners.clear();
        }
    }
    bridge.ballast.add(bytes);
    nursery::used();
}

/// Whether the host is to be wrong by losing this event.
fn is_lost(name: EventName, event: &Event) -> bool {
    match (name, event) {
        (EventName::Open, _) => is(Mutant::OpenMissing),
        (EventName::Error, _) => is(Mutant::ErrorMissing),
        (_, Event::Message(message)) => is(Mutant::LargeMessagesLost) && message.len() > 64 << 10,
        _ => false,
    }
}

fn record(bridge: &Bridge, channel: &Channel, generation: Generation, name: EventName, event: &Event) {
    bridge.embedder.log().record(Kind::Event, Some(generation), || {
        let payload = match event {
            Event::Open { protocol, .. } => json!({"protocol": protocol}),
            Event::Message(Message::Text(text)) => json!({"text": preview(text.as_str())}),
            Event::Message(Message::Binary(bytes)) => json!({"bytes": bytes.len()}),
            Event::Error(fault) => {
                let report = fault.report(bridge.settings.profile);
                json!({"error": report.code, "errorMessage": report.message})
            }
            Event::Close { code, reason } => json!({"code": code, "reason": reason}),
            Event::Sent { .. } | Event::SendFailed { .. } => Value::Null,
        };
        let api = name.api(channel.task.is_some());
        of_task(
            json!({"event": api, "payload": payload, "listeners": channel.listeners.count(name.index())}),
            channel.task,
        )
    });
}
