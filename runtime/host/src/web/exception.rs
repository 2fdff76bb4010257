//! `DOMException`: what browsers' functions throw.

use boa_engine::class::{Class, ClassBuilder};
use boa_engine::property::Attribute;
use boa_engine::{Context, Finalize, JsData, JsError, JsObject, JsResult, JsString, JsValue, Trace, js_string};

use super::class::{getter, this};

/// The numbers that some names had before names were enough.
const CODES: [(&str, i32); 5] = [
    ("InvalidCharacterError", 5),
    ("InvalidStateError", 11),
    ("AbortError", 20),
    ("TimeoutError", 23),
    ("DataCloneError", 25),
];

/// The data of an exception.
#[derive(Debug, Trace, Finalize, JsData)]
pub(super) struct DomException {
    name: JsString,
    message: JsString,
}

/// An error to throw.
pub(super) fn error(name: &str, message: &str, context: &mut Context) -> JsError {
    object(name, message, context).map_or_else(|error| error, |object| JsError::from_opaque(object.into()))
}

/// An exception as a value, such as the reason of an abort.
pub(super) fn object(name: &str, message: &str, context: &mut Context) -> JsResult<JsObject> {
    DomException::from_data(DomException { name: JsString::from(name), message: JsString::from(message) }, context)
}

impl Class for DomException {
    const NAME: &'static str = "DOMException";
    const ATTRIBUTES: Attribute = Attribute::WRITABLE.union(Attribute::CONFIGURABLE);

    fn init(class: &mut ClassBuilder<'_>) -> JsResult<()> {
        getter(class, "name", |value, _, _| Ok(this::<Self>(value)?.borrow().data().name.clone().into()));
        getter(class, "message", |value, _, _| Ok(this::<Self>(value)?.borrow().data().message.clone().into()));
        getter(class, "code", |value, _, _| {
            let name = this::<Self>(value)?.borrow().data().name.to_std_string_lossy();
            Ok(CODES.iter().find(|(known, _)| *known == name).map_or(0, |(_, code)| *code).into())
        });
        Ok(())
    }

    fn data_constructor(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<Self> {
        let mut text = |index: usize, default: JsString| match arguments.get(index) {
            Some(value) if !value.is_undefined() => value.to_string(context),
            _ => Ok(default),
        };
        Ok(Self { message: text(0, js_string!(""))?, name: text(1, js_string!("Error"))? })
    }
}
