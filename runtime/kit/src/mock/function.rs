//! A mock function: what it does, and what it remembers.

use std::cell::Cell;
use std::collections::VecDeque;

use boa_engine::object::builtins::{JsArray, JsFunction};
use boa_engine::{Context, JsData, JsObject, JsResult, JsString, JsValue, NativeFunction, js_string};
use boa_gc::{Finalize, Trace};

use super::methods;
use crate::kit::Kit;
use crate::native::{function, getter, set};

/// The mark of a mock function; its name is Jest's.
pub(super) const MARK: &str = "_isMockFunction";

/// The lists of `mock`, an item for each call.
const LISTS: [&str; 5] = ["calls", "results", "contexts", "instances", "invocationCallOrder"];

/// How often all mock functions of the file were cleared, and reset: each one that was made before catches up when it
/// is next looked at, so that nothing holds on to functions that the tests have forgotten.
#[derive(Debug, Default)]
pub(crate) struct Ages {
    clears: Cell<u64>,
    resets: Cell<u64>,
    calls: Cell<u64>,
}

impl Ages {
    pub(super) fn clear_all(&self) {
        self.clears.set(self.clears.get() + 1);
    }

    pub(super) fn reset_all(&self) {
        self.clear_all();
        self.resets.set(self.resets.get() + 1);
    }

    /// The number of the next call, counted over all mock functions of the file.
    fn next_call(&self) -> u64 {
        self.calls.set(self.calls.get() + 1);
        self.calls.get()
    }
}

/// What is behind a mock function.
#[derive(Trace, Finalize, JsData)]
pub(super) struct Mock {
    /// `mock`: what it remembers.
    record: JsObject,
    /// What it does at every call, and what it does once at each of the next.
    pub(super) always: JsValue,
    pub(super) once: VecDeque<JsValue>,
    pub(super) name: Option<JsString>,
    clears: u64,
    resets: u64,
}

/// A mock function's inside, as its methods hold it.
#[derive(Clone, Trace, Finalize)]
pub(super) struct Inside(JsObject<Mock>);

impl Inside {
    /// Runs `look` on the mock, which has caught up with what happened to all of them. No page code may run meanwhile.
    pub(super) fn with<T>(&self, context: &mut Context, look: impl FnOnce(&mut Mock) -> T) -> JsResult<T> {
        let kit = Kit::of(context)?;
        let (clears, resets) = (kit.mocks.clears.get(), kit.mocks.resets.get());
        let (old_clears, old_resets) = {
            let mock = self.0.borrow();
            (mock.data().clears, mock.data().resets)
        };
        if old_clears != clears {
            self.clear(context)?;
        }
        let mut mock = self.0.borrow_mut();
        let mock = mock.data_mut();
        if old_resets != resets {
            mock.reset();
        }
        (mock.clears, mock.resets) = (clears, resets);
        Ok(look(mock))
    }

    /// Forgets the calls. A call that is under way keeps the lists that it has.
    pub(super) fn clear(&self, context: &mut Context) -> JsResult<()> {
        let record = fresh_record(context)?;
        self.0.borrow_mut().data_mut().record = record;
        Ok(())
    }

    fn record(&self, context: &mut Context) -> JsResult<JsObject> {
        self.with(context, |mock| mock.record.clone())
    }
}

impl Mock {
    pub(super) fn reset(&mut self) {
        self.always = JsValue::undefined();
        self.once.clear();
        self.name = None;
    }
}

fn fresh_record(context: &mut Context) -> JsResult<JsObject> {
    let record = JsObject::with_object_proto(context.intrinsics());
    for name in LISTS {
        let list = JsArray::new(context)?;
        set(&record, name, list, context);
    }
    Ok(record)
}

/// A mock function that does what `implementation` does.
pub(crate) fn make(implementation: JsValue, context: &mut Context) -> JsResult<JsFunction> {
    let record = fresh_record(context)?;
    let kit = Kit::of(context)?;
    let (clears, resets) = (kit.mocks.clears.get(), kit.mocks.resets.get());
    let length = match implementation.as_function() {
        Some(known) => known.get(js_string!("length"), context)?.as_number().unwrap_or_default() as usize,
        None => 0,
    };
    let mock = Mock { record, always: implementation, once: VecDeque::new(), name: None, clears, resets };
    let inside = Inside(JsObject::new_unique(None, mock));
    let native = NativeFunction::from_copy_closure_with_captures(call, inside.clone());
    let made = function("mockFunction", length, native, context);
    let record = NativeFunction::from_copy_closure_with_captures(
        |_, _, inside, context| Ok(inside.record(context)?.into()),
        inside.clone(),
    );
    getter(&made, "mock", record, context)?;
    made.create_data_property_or_throw(JsString::from(MARK), true, context)?;
    methods::add(&made, &inside, context)?;
    Ok(made)
}

/// Whether a value says that it is a mock function.
pub(super) fn is_mock(value: &JsValue, context: &mut Context) -> JsResult<bool> {
    match value.as_object() {
        Some(object) => Ok(object.get(JsString::from(MARK), context)?.as_boolean() == Some(true)),
        None => Ok(false),
    }
}

fn call(this: &JsValue, arguments: &[JsValue], inside: &Inside, context: &mut Context) -> JsResult<JsValue> {
    let record = inside.record(context)?;
    let list = JsArray::from_iter(arguments.iter().cloned(), context);
    set(&record, "lastCall", list.clone(), context);
    let number = Kit::of(context)?.mocks.next_call();
    let outcome = JsObject::with_object_proto(context.intrinsics());
    settle(&outcome, "incomplete", JsValue::undefined(), context);
    push(&record, "calls", list, context)?;
    push(&record, "contexts", this.clone(), context)?;
    push(&record, "instances", this.clone(), context)?;
    push(&record, "invocationCallOrder", number, context)?;
    push(&record, "results", outcome.clone(), context)?;
    let next = inside.with(context, |mock| mock.once.pop_front().unwrap_or_else(|| mock.always.clone()))?;
    let result = match next.as_function() {
        Some(function) => function.call(this, arguments, context),
        None => Ok(JsValue::undefined()),
    };
    match &result {
        Ok(value) => settle(&outcome, "return", value.clone(), context),
        Err(error) if error.as_engine().is_some() => {}
        Err(error) => {
            let value = error.clone().into_opaque(context)?;
            settle(&outcome, "throw", value, context);
        }
    }
    result
}

fn settle(outcome: &JsObject, kind: &str, value: JsValue, context: &mut Context) {
    set(outcome, "type", JsString::from(kind), context);
    set(outcome, "value", value, context);
}

fn push(record: &JsObject, name: &str, item: impl Into<JsValue>, context: &mut Context) -> JsResult<()> {
    if let Some(list) = record.get(JsString::from(name), context)?.as_object() {
        JsArray::from_object(list)?.push(item.into(), context)?;
    }
    Ok(())
}
