//! The listener lists of the four socket events: app-wide for the single connection, and a task's own.

use std::cell::RefCell;

use boa_engine::object::builtins::JsFunction;
use boa_engine::{Context, JsObject, JsResult, JsValue};

use minihost_mutant::{Mutant, is};

use crate::bridge::Bridge;

/// A socket event that pages listen to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum EventName {
    Open,
    Message,
    Error,
    Close,
}

impl EventName {
    /// The name of the function that adds a listener: of `my`, or of a task.
    pub(crate) const fn api(self, is_task: bool) -> &'static str {
        match (self, is_task) {
            (Self::Open, false) => "onSocketOpen",
            (Self::Message, false) => "onSocketMessage",
            (Self::Error, false) => "onSocketError",
            (Self::Close, false) => "onSocketClose",
            (Self::Open, true) => "SocketTask.onOpen",
            (Self::Message, true) => "SocketTask.onMessage",
            (Self::Error, true) => "SocketTask.onError",
            (Self::Close, true) => "SocketTask.onClose",
        }
    }
}

/// The listeners of one channel.
#[derive(Default)]
pub(crate) struct Listeners {
    lists: RefCell<[List; 4]>,
}

#[derive(Default)]
struct List {
    /// In the order of registration, which is the order of `id`.
    entries: Vec<Entry>,
    next_id: u64,
}

struct Entry {
    id: u64,
    function: JsFunction,
}

impl Listeners {
    /// Adds a listener; the same function twice is called twice (EV-1).
    fn add(&self, event: EventName, function: JsFunction) {
        let list = &mut self.lists.borrow_mut()[event as usize];
        let is_known = || list.entries.iter().any(|entry| JsObject::equals(&entry.function, &function));
        if is(Mutant::ListenerOnce) && is_known() {
            return;
        }
        if is(Mutant::OneListener) {
            list.entries.clear();
        }
        list.entries.push(Entry { id: list.next_id, function });
        list.next_id += 1;
    }

    /// Removes every registration of `function` (EV-2); an unknown one is ignored.
    fn remove(&self, event: EventName, function: &JsObject) {
        let list = &mut self.lists.borrow_mut()[event as usize];
        if is(Mutant::OffRemovesAll) {
            list.entries.clear();
        }
        list.entries.retain(|entry| !JsObject::equals(&entry.function, function));
    }

    /// Removes all listeners of the event (EV-2).
    fn remove_all(&self, event: EventName) {
        self.lists.borrow_mut()[event as usize].entries.clear();
    }

    /// What page code asked for with `on…(callback)`; what is no function is ignored (CB-1).
    pub(crate) fn on(&self, event: EventName, arguments: &[JsValue]) {
        if let Some(function) = arguments.first().and_then(JsValue::as_function) {
            self.add(event, function);
        }
    }

    /// What page code asked for with `off…(callback?)`.
    pub(crate) fn off(&self, event: EventName, arguments: &[JsValue]) {
        match arguments.first() {
            None if is(Mutant::OffIgnored) => {}
            Some(_) if is(Mutant::OffFunctionIgnored) => {}
            None => self.remove_all(event),
            Some(value) if value.is_undefined() => self.remove_all(event),
            Some(value) => {
                if let Some(function) = value.as_callable() {
                    self.remove(event, &function);
                }
            }
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.lists.borrow().iter().map(|list| list.entries.len()).sum()
    }

    pub(crate) fn count(&self, event: EventName) -> usize {
        self.lists.borrow()[event as usize].entries.len()
    }

    /// The listeners of an event, in the order of registration.
    pub(crate) fn functions(&self, event: EventName) -> Vec<JsObject> {
        let lists = self.lists.borrow();
        lists[event as usize].entries.iter().map(|entry| entry.function.clone().into()).collect()
    }

    pub(crate) fn clear(&self) {
        *self.lists.borrow_mut() = Default::default();
    }

    /// Calls the listeners that were there when the event was dispatched; one that was removed meanwhile is skipped
    /// (EV-3). No borrow is held while page code runs.
    pub(crate) fn emit(&self, bridge: &Bridge, event: (EventName, &str), argument: &JsValue, context: &mut Context) {
        if is(Mutant::ListenersReversed) || is(Mutant::RemovedIsCalled) {
            return self.emit_wrongly(bridge, event, argument, context);
        }
        let (event, name) = event;
        let end = self.lists.borrow()[event as usize].next_id;
        let end = if is(Mutant::NoSnapshot) { u64::MAX } else { end };
        let mut from = 0;
        while let Some((id, function)) = self.next(event, from, end) {
            from = id + 1;
            bridge.embedder.call(&function, std::slice::from_ref(argument), format_args!("{name} listener"), context);
        }
        if event == EventName::Close && is(Mutant::ListenersEndWithClose) {
            self.clear();
        }
    }

    /// Calls a copy of the list, which does not notice what is removed meanwhile, and maybe in the wrong order.
    fn emit_wrongly(
        &self,
        bridge: &Bridge,
        (event, name): (EventName, &str),
        argument: &JsValue,
        context: &mut Context,
    ) {
        let mut copy: Vec<_> =
            self.lists.borrow()[event as usize].entries.iter().map(|entry| entry.function.clone()).collect();
        if is(Mutant::ListenersReversed) {
            copy.reverse();
        }
        for function in copy {
            bridge.embedder.call(&function, std::slice::from_ref(argument), format_args!("{name} listener"), context);
        }
    }

    /// The first listener whose id is in `from..end`.
    fn next(&self, event: EventName, from: u64, end: u64) -> Option<(u64, JsFunction)> {
        let lists = self.lists.borrow();
        let entries = &lists[event as usize].entries;
        let entry = entries.get(entries.partition_point(|entry| entry.id < from))?;
        (entry.id < end).then(|| (entry.id, entry.function.clone()))
    }
}

/// `my.onSocketX(callback)`.
pub(crate) fn on(event: EventName, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    Bridge::of(context)?.single.listeners.on(event, arguments);
    Ok(if is(Mutant::OnReturns) { true.into() } else { JsValue::undefined() })
}

/// `my.offSocketX(callback?)`.
pub(crate) fn off(event: EventName, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    Bridge::of(context)?.single.listeners.off(event, arguments);
    Ok(JsValue::undefined())
}
