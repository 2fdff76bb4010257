//! `setStorage`, `getStorage`, `removeStorage`, `clearStorage`, `getStorageInfo`, and their `…Sync` twins (FW-8).
//!
//! Owns: what a program has stored, in memory and as long as it runs, or in a file. A value is copied as JSON, in and out.

mod disk;
mod store;

use boa_engine::object::builtins::JsArray;
use boa_engine::{Context, JsObject, JsResult, JsString, JsValue, js_string};
use minihost_socket::Report;

use crate::bridge::Bridge;
use crate::callbacks::Callbacks;
use crate::literal::set;
use crate::options::{Options, first_line};
use crate::origin::Origin;
use crate::settlement::{Call, Outcome};

pub use disk::{StorageFault, check_storage};
pub(crate) use store::{Store, StoreFault};

/// The code for an argument that is missing or has the wrong type.
const NO_ARGUMENT: u16 = 2;

/// The code for what is stored and cannot be read, or could not be stored for the disk's sake.
const UNREADABLE: u16 = 1;

impl From<StoreFault> for Report {
    fn from(fault: StoreFault) -> Self {
        Self { code: fault.code(), message: fault.to_string() }
    }
}

/// What is done with the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Operation {
    Set,
    Get,
    Remove,
    Clear,
    Info,
}

impl Operation {
    /// The operation of `my.{api}`, or of its twin without `Sync`.
    pub(crate) fn of(api: &str) -> Option<Self> {
        Some(match api.strip_suffix("Sync").unwrap_or(api) {
            "setStorage" => Self::Set,
            "getStorage" => Self::Get,
            "removeStorage" => Self::Remove,
            "clearStorage" => Self::Clear,
            "getStorageInfo" => Self::Info,
            _ => return None,
        })
    }

    /// Does it, with the options of the call. The fields of the result go into `result`.
    fn run(self, bridge: &Bridge, options: &mut Options<'_>, result: &JsObject) -> JsResult<Result<(), Report>> {
        let key = match self {
            Self::Set | Self::Get | Self::Remove => Some(options.get(js_string!("key"))),
            Self::Clear | Self::Info => None,
        };
        let data = if self == Self::Set { options.get(js_string!("data")) } else { JsValue::undefined() };
        if let Some(reason) = options.failure()? {
            return Ok(Err(Report { code: NO_ARGUMENT, message: reason }));
        }
        let key = key.map(|key| key.as_string().filter(|key| !key.is_empty()).ok_or(key));
        let key = match key.transpose() {
            Ok(key) => key.map(|key| key.to_std_string_lossy()).unwrap_or_default(),
            Err(other) => {
                let message = format!("key is {}; give a string that is not empty", other.display());
                return Ok(Err(Report { code: NO_ARGUMENT, message }));
            }
        };
        match self {
            Self::Set => return store(bridge, key, &data, options.context),
            Self::Get => {
                if let Err(fault) = bridge.store.borrow_mut().refresh() {
                    return Ok(Err(fault.into()));
                }
                let json = bridge.store.borrow().get(&key).map(JsString::from);
                match json.map_or(Ok(JsValue::null()), |json| bridge.parse(json, options.context)) {
                    Ok(data) => set(result, js_string!("data"), data),
                    Err(error) if error.as_engine().is_some() => return Err(error),
                    Err(error) => {
                        let message = format!("what is stored as {key:?} is no JSON: {}", first_line(&error));
                        return Ok(Err(Report { code: UNREADABLE, message }));
                    }
                }
            }
            Self::Remove => return Ok(bridge.store.borrow_mut().remove(&key).map_err(Report::from)),
            Self::Clear => return Ok(bridge.store.borrow_mut().clear().map_err(Report::from)),
            Self::Info => {
                if let Err(fault) = bridge.store.borrow_mut().refresh() {
                    return Ok(Err(fault.into()));
                }
                let context = &mut *options.context;
                let keys: Vec<JsValue> = bridge.store.borrow().keys().map(|key| JsString::from(key).into()).collect();
                let used = bridge.store.borrow().used_kilobytes();
                let keys = JsArray::from_iter(keys, context);
                set(result, js_string!("keys"), keys);
                set(result, js_string!("currentSize"), used);
                set(result, js_string!("limitSize"), store::MOST_TOTAL / 1024);
            }
        }
        Ok(Ok(()))
    }
}

fn store(bridge: &Bridge, key: String, data: &JsValue, context: &mut Context) -> JsResult<Result<(), Report>> {
    let refused = |reason: String| Ok(Err(Report { code: NO_ARGUMENT, message: reason }));
    let json = match bridge.json(data, context) {
        Ok(Some(json)) => json,
        Ok(None) => return refused(format!("data is {}, which has no JSON form", data.display())),
        Err(error) if error.as_engine().is_some() => return Err(error),
        Err(error) => return refused(format!("data has no JSON form: {}", first_line(&error))),
    };
    let length = json.len();
    let stored = bridge.store.borrow_mut().set(key, without_lone_surrogates(&json.to_std_string_lossy()), length);
    Ok(stored.map_err(Report::from))
}

/// A lone surrogate becomes U+FFFD, as in messages (SM-4): the engine writes it into JSON, but does not read it again.
fn without_lone_surrogates(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    let mut rest = json;
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at(at);
        text.push_str(before);
        // Surrogates that are pairs are written as the character that they are, so an escaped one is alone.
        let is_surrogate = escape.starts_with("\\ud") && escape[3..].starts_with(|digit| ('8'..='f').contains(&digit));
        let length = if is_surrogate { 6 } else { 2 };
        text.push_str(if is_surrogate { "\\ufffd" } else { &escape[..length] });
        rest = &escape[length..];
    }
    text.push_str(rest);
    text
}

/// The native behind the members with callbacks and a promise: done at once, settled later.
pub(crate) fn storage(
    api: &'static str,
    operation: Operation,
    arguments: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let bridge = Bridge::of(context)?;
    let result = JsObject::with_object_proto(context.intrinsics());
    let mut options = Options::new(arguments, context);
    let done = operation.run(&bridge, &mut options, &result)?;
    let callbacks = Callbacks::read(&mut options);
    options.failure()?;
    let (mut call, promise) = Call::with_promise(&bridge, api, callbacks, context)?;
    let outcome = match done {
        Ok(()) => Outcome::Object(result),
        Err(report) => {
            call.made_at(Origin::of_caller(context));
            Outcome::Failure(report)
        }
    };
    call.settle_later(&bridge, outcome);
    Ok(promise)
}

/// The native behind the `…Sync` members: `success` tells whether it worked, beside the result or the error.
pub(crate) fn storage_sync(operation: Operation, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let bridge = Bridge::of(context)?;
    let result = JsObject::with_object_proto(context.intrinsics());
    let done = operation.run(&bridge, &mut Options::new(arguments, context), &result)?;
    set(&result, js_string!("success"), done.is_ok());
    if let Err(Report { code, message }) = done {
        set(&result, js_string!("error"), code);
        set(&result, js_string!("errorMessage"), JsString::from(message.as_str()));
    }
    Ok(result.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lone_surrogates_are_replaced_and_nothing_else_is() {
        let same = r#"{"a\\ud800":"\\\n\"é中\u0001😀","d":"ud800"}"#;
        assert_eq!(without_lone_surrogates(same), same);
        assert_eq!(without_lone_surrogates(r#"["\ud800x","\\\udfff"]"#), r#"["\ufffdx","\\\ufffd"]"#);
    }
}
