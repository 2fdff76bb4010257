//! The end of a call: one callback, then `complete`, then the promise.

use std::rc::Rc;

use boa_engine::object::builtins::{JsFunction, JsPromise};
use boa_engine::property::PropertyDescriptor;
use boa_engine::{Context, JsError, JsObject, JsResult, JsString, JsValue, NativeFunction, js_string};
use minihost_log::Kind;
use minihost_mutant::{Mutant, is};
use minihost_socket::{Fault, Report};
use serde_json::{Value, json};

use crate::bridge::Bridge;
use crate::callbacks::Callbacks;
use crate::channel::{TaskId, of_task};
use crate::embedder::Task;
use crate::failed::{self, FailedCall};
use crate::limit::too_many;
use crate::literal;
use crate::nursery;
use crate::origin::Origin;
use crate::payload;
use crate::pending::Token;
use crate::request;
use crate::storage::Operation;

/// A call that is not settled yet, with everything that its end needs.
pub(crate) struct Call {
    api: &'static str,
    token: Token,
    callbacks: Callbacks,
    promise: Promise,
    /// Where a call was made that failed at once.
    origin: Option<Origin>,
    /// The SocketTask that it is about.
    task: Option<TaskId>,
}

/// Whether a call returns a promise.
enum Promise {
    None,
    Returned(Promised),
    /// It would, but the code that called can see no result: where it fails and nobody else is told, there is one after
    /// all, which is rejected and left alone.
    Unseen,
}

/// The promise that a call returned, and what settles it.
struct Promised {
    promise: JsPromise,
    resolve: JsFunction,
}

/// The calls whose ends are in one order with the events of connections (CS-2, SM-3, CL-1).
const SOCKET_CALLS: &[&str] =
    &["connectSocket", "sendSocketMessage", "closeSocket", "SocketTask.send", "SocketTask.close"];

/// What people know a call as: `my.closeSocket`, `SocketTask.close`.
#[must_use]
pub fn call_name(api: &str) -> String {
    if api.contains('.') { api.to_owned() } else { format!("my.{api}") }
}

fn begin(bridge: &Bridge, api: &'static str) -> JsResult<Token> {
    let most = bridge.settings.max_calls;
    bridge.pending.begin(api, most).ok_or_else(|| {
        bridge.embedder.log().record(Kind::ApiSettle, None, || json!({"api": api, "outcome": "throw"}));
        too_many(&call_name(api), most, "unsettled calls", "max-calls")
    })
}

/// How a call ends.
pub(crate) enum Outcome {
    /// With a result object without fields.
    Success,
    /// With a result object that has these fields.
    Result(Value),
    /// With this result object.
    Object(JsObject),
    /// With an error code and its text (CB-2).
    Failure(Report),
    /// With an error code and its text, which this result object has beside other fields.
    FailureObject(Report, JsObject),
}

impl Call {
    /// A call that tells its end through callbacks alone (`connectSocket`, CS-1).
    ///
    /// # Errors
    /// A `RangeError` where too many calls are not settled: even to tell of a failure would take one more.
    pub(crate) fn without_promise(bridge: &Bridge, api: &'static str, callbacks: Callbacks) -> JsResult<Self> {
        let token = begin(bridge, api)?;
        Ok(Self { api, token, callbacks, promise: Promise::None, origin: None, task: None })
    }

    /// A call that returns a promise as well (CB-4).
    ///
    /// # Errors
    /// As for [`without_promise`](Self::without_promise).
    pub(crate) fn with_promise(
        bridge: &Bridge,
        api: &'static str,
        callbacks: Callbacks,
        context: &mut Context,
    ) -> JsResult<(Self, JsValue)> {
        let call = Self::without_promise(bridge, api, callbacks)?;
        let promised = Promised::new(context);
        nursery::used();
        let returned =
            if is(Mutant::PromiseMissing) { JsValue::undefined() } else { JsValue::from(promised.promise.clone()) };
        Ok((Self { promise: Promise::Returned(promised), ..call }, returned))
    }

    /// The same for a call whose result its caller lets go unseen: a promise costs more than all else of a send.
    ///
    /// # Errors
    /// As for [`without_promise`](Self::without_promise).
    pub(crate) fn with_unseen_promise(bridge: &Bridge, api: &'static str, callbacks: Callbacks) -> JsResult<Self> {
        let call = Self::without_promise(bridge, api, callbacks)?;
        nursery::used();
        Ok(Self { promise: Promise::Unseen, ..call })
    }

    /// Notes which SocketTask the call is about, if any.
    pub(crate) fn of(self, task: Option<TaskId>) -> Self {
        Self { task, ..self }
    }

    /// Ends the call in a later job of its own (CB-1).
    pub(crate) fn settle_later(self, bridge: &Rc<Bridge>, outcome: Outcome) {
        let late = match self.api {
            "connectSocket" => is(Mutant::SuccessLate),
            "closeSocket" => is(Mutant::CloseEventFirst),
            _ => false,
        };
        self.settle_after(if late { LATE_TURNS } else { 0 }, Rc::clone(bridge), outcome);
    }

    /// Ends the call so many turns of the loop later than it should be: none, unless a mutant is at work.
    fn settle_after(self, late: u32, bridge: Rc<Bridge>, outcome: Outcome) {
        let later = Rc::clone(&bridge);
        let is_of_socket = SOCKET_CALLS.contains(&self.api);
        let task: Task = Box::new(move |context| match late {
            0 => self.settle(&later, &outcome, context),
            _ => self.settle_after(late - 1, later, outcome),
        });
        if is_of_socket { bridge.embedder.post(task) } else { bridge.embedder.post_loose(task) }
    }

    /// Notes where the call was made, to tell it if it fails and nobody handles that.
    pub(crate) fn made_at(&mut self, origin: Option<Origin>) {
        self.origin = origin;
    }

    /// Ends a call that failed while it was made, in a later job of its own.
    pub(crate) fn fail_later(mut self, bridge: &Rc<Bridge>, fault: &Fault, context: &Context) {
        self.made_at(Origin::of_caller(context));
        self.settle_later(bridge, Outcome::Failure(fault.report(bridge.settings.profile)));
    }

    /// Ends the call without telling anybody: old phones ignore a second connect (CS-7).
    pub(crate) fn drop_silently(self) {
        self.token.settle();
    }

    /// Ends the call now: the caller is a job of its own already.
    pub(crate) fn settle(self, bridge: &Bridge, outcome: &Outcome, context: &mut Context) {
        let Self { api, token, callbacks, promise, origin, task } = self;
        token.settle();
        record(bridge, (api, task), outcome);
        let result = JsValue::from(outcome.to_object(context));
        let callback = match outcome.report() {
            None => ("success", &callbacks.success),
            Some(_) => ("fail", &callbacks.fail),
        };
        let mut calls = [callback, ("complete", &callbacks.complete)];
        if is(Mutant::CompleteFirst) {
            calls.swap(0, 1);
        }
        for (name, function) in calls {
            let is_complete = name == "complete";
            if let Some(function) = function.as_ref().filter(|_| !is_silenced(api, name)) {
                let other = is_complete && is(Mutant::CompleteOtherObject);
                let argument = if other { outcome.to_object(context).into() } else { result.clone() };
                for _ in 0..if is_complete && is(Mutant::CompleteTwice) { 2 } else { 1 } {
                    let what = format_args!("{name} callback of {}", call_name(api));
                    bridge.embedder.call(function, std::slice::from_ref(&argument), what.into(), context);
                }
            }
        }
        let handled = callbacks.notice_failure() && !is(Mutant::PromiseRejectionUnhandled);
        let promise = match promise {
            Promise::Returned(promised) => Some(promised),
            Promise::Unseen if outcome.report().is_some() && !handled => Some(Promised::new(context)),
            Promise::Unseen | Promise::None => None,
        };
        if let Some(promised) = promise {
            if let (Some(report), false, Some(reason)) = (outcome.report(), handled, result.as_object()) {
                let Report { code, message } = report.clone();
                // The codes of storage, of mocks and of requests are their own.
                let meaning = match api {
                    _ if Operation::of(api).is_some() || bridge.settings.mocks.has(api) => "",
                    _ if request::is_request(api) => {
                        minihost_shim::explain_request(code).map_or("", |entry| entry.meaning)
                    }
                    _ => failed::meaning(code, bridge.settings.profile),
                };
                bridge.failed.remember(reason, FailedCall { api, code, message, meaning, origin });
            }
            // Resolving functions never throw: a failure here could only be the engine's own limit.
            let _ = promised.settle(outcome, result, handled, context);
            bridge.embedder.checkpoint(context);
        }
    }
}

impl Outcome {
    /// What failed, if it is a failure.
    fn report(&self) -> Option<&Report> {
        match self {
            Self::Success | Self::Result(_) | Self::Object(_) => None,
            Self::Failure(report) | Self::FailureObject(report, _) => Some(report),
        }
    }

    fn to_object(&self, context: &mut Context) -> JsObject {
        let report = match self {
            Self::Success => {
                let object = literal::object(context);
                if is(Mutant::SuccessWithError) {
                    literal::set(&object, js_string!("error"), 0);
                }
                return object;
            }
            Self::Object(object) | Self::FailureObject(_, object) => return object.clone(),
            Self::Result(fields) => return payload::object(fields, context),
            Self::Failure(report) => report,
        };
        let object = JsObject::with_object_proto(context.intrinsics());
        if is(Mutant::FailCodeAsText) {
            literal::set(&object, js_string!("error"), JsString::from(report.code.to_string()));
        } else {
            literal::set(&object, js_string!("error"), report.code);
        }
        if !is(Mutant::FailWithoutText) {
            literal::set(&object, js_string!("errorMessage"), JsString::from(report.message.as_str()));
        }
        object
    }
}

impl Promised {
    fn new(context: &mut Context) -> Self {
        let (promise, functions) = JsPromise::new_pending(context);
        // The other function is let go: there may be very many calls at a time, and few of them fail.
        Self { promise, resolve: functions.resolve }
    }

    /// # Errors
    /// Only the engine's own limits.
    fn settle(self, outcome: &Outcome, result: JsValue, handled: bool, context: &mut Context) -> JsResult<()> {
        let Self { promise, resolve } = self;
        let is_failure = outcome.report().is_some() && !is(Mutant::PromiseNeverRejects);
        if is_failure && handled {
            let ignore = NativeFunction::from_fn_ptr(|_, _, _| Ok(JsValue::undefined()));
            promise.catch(ignore.to_js_function(context.realm()), context)?;
        }
        let resolution = if is_failure { rejecting(result, context)?.into() } else { result };
        resolve.call(&JsValue::undefined(), &[resolution], context).map(drop)
    }
}

/// What a promise that is resolved with it is rejected by, at once: an object whose `then` throws `reason` when it is
/// asked for (ECMA-262, Promise Resolve Functions, step 9).
fn rejecting(reason: JsValue, context: &mut Context) -> JsResult<JsObject> {
    let then = NativeFunction::from_copy_closure_with_captures(
        |_, _, reason, _| Err(JsError::from_opaque(reason.clone())),
        reason,
    );
    let then = PropertyDescriptor::builder().get(then.to_js_function(context.realm()));
    let object = JsObject::with_null_proto();
    object.define_property_or_throw(js_string!("then"), then, context)?;
    Ok(object)
}

/// So many turns of the loop make a callback late.
const LATE_TURNS: u32 = 300;

/// Whether the host is to be wrong by never calling this callback.
fn is_silenced(api: &str, callback: &str) -> bool {
    match (api, callback) {
        ("connectSocket", "success") => is(Mutant::SuccessMissing),
        ("sendSocketMessage", "success") => is(Mutant::SendSuccessMissing),
        ("closeSocket", "success") => is(Mutant::CloseSuccessMissing),
        (_, "fail") => is(Mutant::FailMissing),
        (_, "complete") => is(Mutant::CompleteMissing),
        _ => false,
    }
}

fn record(bridge: &Bridge, (api, task): (&'static str, Option<TaskId>), outcome: &Outcome) {
    bridge.embedder.log().record(Kind::ApiSettle, None, || {
        let detail = match outcome.report() {
            None => json!({"api": api, "outcome": "success"}),
            Some(report) => {
                json!({"api": api, "outcome": "fail", "error": report.code, "errorMessage": report.message})
            }
        };
        of_task(detail, task)
    });
}
