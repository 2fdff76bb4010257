//! From the value of typed code to its answer: promises are waited for.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use boa_engine::builtins::promise::PromiseState;
use boa_engine::object::builtins::JsPromise;
use boa_engine::{Context, JsValue, NativeFunction};
use minihost_bridge::realm_data;

use super::Tell;
use super::evaluate::{self, Ending};
use super::request::Reply;
use crate::program::Program;
use crate::uncaught::Uncaught;

/// The requests whose promises are not settled.
#[derive(Default)]
pub(super) struct Waiting {
    last: Cell<u32>,
    requests: RefCell<HashMap<u32, (Program, Tell)>>,
}

/// Answers with the value, once it is there.
pub(super) fn answer(program: &Program, ending: Ending, tell: Tell, context: &mut Context) {
    let value = match ending {
        Ending::Done(Ok(value)) => value,
        Ending::Done(Err(error)) => {
            let reply = evaluate::threw(program, &error, context);
            evaluate::checkpoint(program, context);
            return tell(reply);
        }
        Ending::Stopped { by, at } => {
            evaluate::checkpoint(program, context);
            return tell(Reply::Stopped { by, at });
        }
    };
    let Some(promise) = value.as_object().and_then(|object| JsPromise::from_object(object).ok()) else {
        // As a handler's jobs run before anything else is.
        let stopped = evaluate::checkpoint(program, context);
        return tell(stopped.unwrap_or_else(|| Reply::Value(program.show(&value, context))));
    };
    wait(program, &promise, tell, context);
}

fn wait(program: &Program, promise: &JsPromise, tell: Tell, context: &mut Context) {
    let Some(waiting) = realm_data::get::<Waiting>(context) else { return };
    let id = waiting.last.get().wrapping_add(1);
    waiting.last.set(id);
    // The engine's own reaction: the page's `then` is not called, and the promise counts as handled.
    let settled = |is_fulfilled: bool| {
        NativeFunction::from_copy_closure(move |_, arguments, context| {
            let value = arguments.first().cloned().unwrap_or_default();
            settle(id, is_fulfilled, &value, context);
            Ok(JsValue::undefined())
        })
    };
    let (fulfilled, rejected) = (settled(true), settled(false));
    let (fulfilled, rejected) = (fulfilled.to_js_function(context.realm()), rejected.to_js_function(context.realm()));
    waiting.requests.borrow_mut().insert(id, (program.clone(), tell));
    if let Err(error) = promise.then(Some(fulfilled), Some(rejected), context) {
        let tell = waiting.requests.borrow_mut().remove(&id);
        if let Some((program, tell)) = tell {
            tell(evaluate::threw(&program, &error, context));
        }
        return;
    }
    let stopped = evaluate::checkpoint(program, context);
    if !matches!(promise.state(), PromiseState::Pending) {
        return;
    }
    match stopped {
        None => {
            if let Some((_, tell)) = waiting.requests.borrow().get(&id) {
                tell(Reply::Waits);
            }
        }
        Some(reply) => {
            let request = waiting.requests.borrow_mut().remove(&id);
            if let Some((_, tell)) = request {
                tell(reply);
            }
        }
    }
}

fn settle(id: u32, is_fulfilled: bool, value: &JsValue, context: &mut Context) {
    let Some(waiting) = realm_data::get::<Waiting>(context) else { return };
    let request = waiting.requests.borrow_mut().remove(&id);
    let Some((program, tell)) = request else { return };
    if is_fulfilled {
        return tell(Reply::Value(program.show(value, context)));
    }
    let mut uncaught = Uncaught::from_rejection(value, context);
    program.instance.host.correct(&mut uncaught);
    tell(Reply::Threw(Box::new(uncaught)));
}
