//! Lists of listeners: app-wide ones of the single connection and of the app, and a task's own.

use std::cell::RefCell;

use boa_engine::object::builtins::JsFunction;
use boa_engine::{Context, JsObject, JsResult, JsValue};

use minihost_mutant::{Mutant, is};

use crate::bridge::Bridge;
use crate::limit::too_many;
use crate::occasion::Occasion;
use crate::settlement::call_name;

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

    /// Its place among the lists of a channel.
    pub(crate) const fn index(self) -> usize {
        self as usize
    }
}

/// The listeners of `N` events: by default the four of one channel.
pub(crate) struct Listeners<const N: usize = 4> {
    lists: RefCell<[List; N]>,
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

impl List {
    /// Adds a listener; the same function twice is called twice (EV-1). Says whether there was room.
    fn add(&mut self, function: JsFunction, most: usize) -> bool {
        let is_known = || self.entries.iter().any(|entry| JsObject::equals(&entry.function, &function));
        if is(Mutant::ListenerOnce) && is_known() {
            return true;
        }
        if is(Mutant::OneListener) {
            self.entries.clear();
        }
        if self.entries.len() >= most {
            return false;
        }
        self.entries.push(Entry { id: self.next_id, function });
        self.next_id += 1;
        true
    }

    /// Removes every registration of `function` (EV-2); an unknown one is ignored.
    fn remove(&mut self, function: &JsObject) {
        if is(Mutant::OffRemovesAll) {
            self.entries.clear();
        }
        self.entries.retain(|entry| !JsObject::equals(&entry.function, function));
    }

    /// The first listener whose id is in `from..end`.
    fn next(&self, from: u64, end: u64) -> Option<(u64, JsFunction)> {
        let entry = self.entries.get(self.entries.partition_point(|entry| entry.id < from))?;
        (entry.id < end).then(|| (entry.id, entry.function.clone()))
    }
}

impl<const N: usize> Default for Listeners<N> {
    fn default() -> Self {
        Self { lists: RefCell::new(std::array::from_fn(|_| List::default())) }
    }
}

impl<const N: usize> Listeners<N> {
    /// What page code asked for with `on…(callback)`; what is no function is ignored (CB-1). `name` is that of the function.
    ///
    /// # Errors
    /// A `RangeError` where the event has all the listeners that it may have.
    pub(crate) fn on(&self, (event, name): (usize, &'static str), arguments: &[JsValue], most: usize) -> JsResult<()> {
        let Some(function) = arguments.first().and_then(JsValue::as_function) else { return Ok(()) };
        match self.lists.borrow_mut()[event].add(function, most) {
            true => Ok(()),
            false => Err(too_many(&call_name(name), most, "listeners", "max-listeners")),
        }
    }

    /// What page code asked for with `off…(callback?)`.
    pub(crate) fn off(&self, event: usize, arguments: &[JsValue]) {
        let list = &mut self.lists.borrow_mut()[event];
        match arguments.first() {
            None if is(Mutant::OffIgnored) => {}
            Some(_) if is(Mutant::OffFunctionIgnored) => {}
            None => list.entries.clear(),
            Some(value) if value.is_undefined() => list.entries.clear(),
            Some(value) => {
                if let Some(function) = value.as_callable() {
                    list.remove(&function);
                }
            }
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.lists.borrow().iter().map(|list| list.entries.len()).sum()
    }

    pub(crate) fn count(&self, event: usize) -> usize {
        self.lists.borrow()[event].entries.len()
    }

    /// The listeners of an event, in the order of registration.
    pub(crate) fn functions(&self, event: EventName) -> Vec<JsObject> {
        let lists = self.lists.borrow();
        lists[event as usize].entries.iter().map(|entry| entry.function.clone().into()).collect()
    }

    pub(crate) fn clear(&self) {
        // Dropped only once the borrow has ended: what a function keeps alive may be anything.
        let lists = std::mem::replace(&mut *self.lists.borrow_mut(), std::array::from_fn(|_| List::default()));
        drop(lists);
    }

    /// Calls the listeners that were there when the event was dispatched; one that was removed meanwhile is skipped
    /// (EV-3). No borrow is held while page code runs. `name` is that of the function which adds a listener.
    pub(crate) fn emit(
        &self,
        bridge: &Bridge,
        (event, name): (usize, &'static str),
        arguments: &[JsValue],
        context: &mut Context,
    ) {
        if is(Mutant::ListenersReversed) || is(Mutant::RemovedIsCalled) {
            return self.emit_wrongly(bridge, (event, name), arguments, context);
        }
        let end = self.lists.borrow()[event].next_id;
        let end = if is(Mutant::NoSnapshot) { u64::MAX } else { end };
        let mut from = 0;
        while let Some((id, function)) = self.next(event, from, end) {
            from = id + 1;
            bridge.embedder.call(&function, arguments, Occasion::Listener(name), context);
        }
    }

    /// Calls a copy of the list, which does not notice what is removed meanwhile, and maybe in the wrong order.
    fn emit_wrongly(
        &self,
        bridge: &Bridge,
        (event, name): (usize, &'static str),
        arguments: &[JsValue],
        context: &mut Context,
    ) {
        let mut copy: Vec<_> = self.lists.borrow()[event].entries.iter().map(|entry| entry.function.clone()).collect();
        if is(Mutant::ListenersReversed) {
            copy.reverse();
        }
        for function in copy {
            bridge.embedder.call(&function, arguments, Occasion::Listener(name), context);
        }
    }

    fn next(&self, event: usize, from: u64, end: u64) -> Option<(u64, JsFunction)> {
        self.lists.borrow()[event].next(from, end)
    }
}

/// `my.onSocketX(callback)`.
pub(crate) fn on(event: EventName, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let bridge = Bridge::of(context)?;
    bridge.single.listeners.on((event.index(), event.api(false)), arguments, bridge.settings.max_listeners)?;
    Ok(if is(Mutant::OnReturns) { true.into() } else { JsValue::undefined() })
}

/// `my.offSocketX(callback?)`.
pub(crate) fn off(event: EventName, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    Bridge::of(context)?.single.listeners.off(event.index(), arguments);
    Ok(JsValue::undefined())
}
