//! Members of `my` that answer as somebody said in advance, whether the host has them or not (FW-8).
//!
//! A mocked function keeps the conventions of callbacks: `success`, `complete` and the promise come in a later job (CB-1,
//! CB-4).

mod file;

use std::cell::RefCell;
use std::collections::HashSet;
use std::rc::Rc;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use boa_engine::object::FunctionObjectBuilder;
use boa_engine::{Context, JsObject, JsResult, JsString, JsValue, NativeFunction};
use minihost_log::{Kind, preview};
use minihost_shim::Form;
use minihost_socket::{Fault, Report};
use serde_json::{Value, json};

use crate::bridge::Bridge;
use crate::callbacks::Callbacks;
use crate::options::Options;
use crate::payload;
use crate::settlement::{Call, Outcome};

/// What stands in for members of `my`; the later one of two with the same name counts.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Mocks {
    list: Vec<Mock>,
}

/// What stands in for one member.
#[derive(Debug, Clone, PartialEq)]
struct Mock {
    /// The member's name: `my.{name}`.
    name: &'static str,
    answers: Answers,
}

/// The answers in the order of the calls; the last one is repeated.
#[derive(Debug, Clone, PartialEq)]
enum Answers {
    /// A function that takes an options object with callbacks.
    Settled(Vec<Settled>),
    /// A function that returns these.
    Returned(Vec<Value>),
    /// No function, but a value.
    Value(Value),
}

/// How one call ends.
#[derive(Debug, Clone, PartialEq)]
struct Settled {
    is_success: bool,
    /// The result: an object.
    result: Value,
    after: Option<Duration>,
}

impl Mocks {
    /// Adds those of `later`, which count where both have one.
    pub fn extend(&mut self, later: Self) {
        self.list.extend(later.list);
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The names of the members.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        self.list.iter().map(|mock| mock.name)
    }

    fn find(&self, name: &str) -> Option<&Mock> {
        self.list.iter().rev().find(|mock| mock.name == name)
    }

    /// Whether there is one of that name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.find(name).is_some()
    }

    /// `my.canIUse`: what a mock answers is there.
    pub(crate) fn can_i_use(&self, question: &str) -> bool {
        let mut parts = question.split('.');
        let Some(mock) = parts.next().and_then(|name| self.find(name)) else { return false };
        let has_field = |result: &Value, name: &str| result.get(name).is_some();
        let answer = match (parts.next(), parts.next(), &mock.answers) {
            (None, ..) => true,
            (Some("object"), Some(option), Answers::Settled(_)) => matches!(option, "success" | "fail" | "complete"),
            (Some("return"), None, Answers::Settled(_) | Answers::Returned(_)) => true,
            (Some("callback" | "return"), Some(name), Answers::Settled(answers)) => {
                answers.iter().any(|answer| answer.is_success && has_field(&answer.result, name))
            }
            (Some("return"), Some(name), Answers::Returned(values)) => {
                values.iter().any(|value| has_field(value, name))
            }
            _ => false,
        };
        answer && parts.next().is_none()
    }
}

/// Puts the mocks into `my`.
///
/// # Errors
/// Only where the engine cannot make the functions.
pub(crate) fn install(bridge: &Bridge, my: &JsObject, context: &mut Context) -> JsResult<()> {
    for (index, mock) in bridge.settings.mocks.list.iter().enumerate() {
        let member = match &mock.answers {
            Answers::Value(value) => JsValue::from_json(value, context)?,
            _ => {
                let native =
                    NativeFunction::from_copy_closure(move |_, arguments, context| answer(index, arguments, context));
                let name = JsString::from(mock.name);
                FunctionObjectBuilder::new(context.realm(), native).name(name).length(1).build().into()
            }
        };
        my.create_data_property_or_throw(JsString::from(mock.name), member, context)?;
    }
    Ok(())
}

/// How often each mock was called.
#[derive(Debug, Default)]
pub(crate) struct Turns(RefCell<Vec<usize>>);

impl Turns {
    /// The answer whose turn it is; the last one is repeated.
    fn next<'a, T>(&self, mock: usize, answers: &'a [T]) -> Option<&'a T> {
        let mut turns = self.0.borrow_mut();
        if turns.len() <= mock {
            turns.resize(mock + 1, 0);
        }
        let turn = turns[mock];
        turns[mock] = turn.saturating_add(1);
        answers.get(turn).or(answers.last())
    }
}

/// The native behind a mocked function.
fn answer(index: usize, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let bridge = Bridge::of(context)?;
    let Some(mock) = bridge.settings.mocks.list.get(index) else { return Ok(JsValue::undefined()) };
    match &mock.answers {
        Answers::Settled(answers) => {
            settle(&bridge, mock.name, bridge.mock_turns.next(index, answers), arguments, context)
        }
        Answers::Returned(values) => {
            let value = bridge.mock_turns.next(index, values).unwrap_or(&Value::Null);
            bridge.embedder.log().record(
                Kind::ApiCall,
                None,
                || json!({"api": mock.name, "mocked": true, "returns": preview(&value.to_string()), "at": bridge.embedder.caller(context)}),
            );
            JsValue::from_json(value, context)
        }
        Answers::Value(value) => JsValue::from_json(value, context),
    }
}

fn settle(
    bridge: &Rc<Bridge>,
    api: &'static str,
    answer: Option<&Settled>,
    arguments: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let mut options = Options::new(arguments, context);
    let callbacks = Callbacks::read(&mut options);
    let unreadable = options.failure()?;
    bridge.embedder.log().record(
        Kind::ApiCall,
        None,
        || json!({"api": api, "mocked": true, "at": bridge.embedder.caller(context)}),
    );
    let has_promise = minihost_shim::find(api).is_none_or(|api| api.form != Form::CallWithoutPromise);
    let (mut call, promise) = match has_promise {
        true => Call::with_promise(bridge, api, callbacks, context)?,
        false => (Call::without_promise(bridge, api, callbacks)?, JsValue::undefined()),
    };
    if let Some(reason) = unreadable {
        call.fail_later(bridge, &Fault::ArgumentInvalid { reason }, context);
        return Ok(promise);
    }
    let Some(Settled { is_success, result, after }) = answer else {
        call.settle_later(bridge, Outcome::Success);
        return Ok(promise);
    };
    let outcome = match is_success {
        true => Outcome::Result(result.clone()),
        false => {
            call.made_at(crate::origin::Origin::of_caller(context));
            Outcome::FailureObject(report(result), payload::object(result, context))
        }
    };
    match after {
        None => call.settle_later(bridge, outcome),
        Some(after) => {
            let later = Rc::clone(bridge);
            bridge.embedder.post_after(*after, Box::new(move |context| call.settle(&later, &outcome, context)));
        }
    }
    Ok(promise)
}

/// What the log and the report of an unhandled rejection tell of a failure.
fn report(result: &Value) -> Report {
    let code = result.get("error").and_then(Value::as_u64).and_then(|code| u16::try_from(code).ok());
    let message = result.get("errorMessage").and_then(Value::as_str).unwrap_or_default();
    Report { code: code.unwrap_or_default(), message: message.to_owned() }
}

/// The name for as long as the process lives: calls are known by such names everywhere. Each distinct one is kept once.
fn lasting(name: &str) -> &'static str {
    static NAMES: Mutex<Option<HashSet<&'static str>>> = Mutex::new(None);
    if let Some(api) = minihost_shim::find(name) {
        return api.name;
    }
    // A thread that panicked while it held the lock leaves a whole set behind.
    let mut names = NAMES.lock().unwrap_or_else(PoisonError::into_inner);
    let names = names.get_or_insert_default();
    match names.get(name) {
        Some(known) => known,
        None => {
            let kept: &'static str = Box::leak(Box::from(name));
            names.insert(kept);
            kept
        }
    }
}
