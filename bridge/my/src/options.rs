//! Reading an options object: once, in order, and whatever it is.

use std::time::Duration;

use boa_engine::property::PropertyKey;
use boa_engine::{Context, JsError, JsObject, JsResult, JsString, JsValue};
use minihost_mutant::{Mutant, is};

/// The options argument of a call.
///
/// Every field is read once (CB-5). A getter that throws leaves its field undefined and is remembered: the call then
/// fails instead of throwing, and no half-made state is left behind.
pub(crate) struct Options<'a> {
    object: Option<JsObject>,
    failure: Option<Unreadable>,
    pub(crate) context: &'a mut Context,
}

/// A field whose getter, or whose conversion to text, threw.
#[derive(Debug)]
struct Unreadable {
    field: String,
    cause: JsError,
}

impl Unreadable {
    /// The reason, for people.
    fn reason(&self) -> String {
        format!("option `{}` cannot be read: {}", self.field, first_line(&self.cause))
    }
}

/// An error's message without its stack.
pub(crate) fn first_line(error: &JsError) -> String {
    error.to_string().lines().next().unwrap_or_default().to_owned()
}

/// A positive number of milliseconds; anything else means "not given". Longer than a day is a day.
pub(crate) fn duration(value: &JsValue) -> Option<Duration> {
    const DAY: f64 = 86_400_000.0;
    let millis = value.as_number().filter(|millis| *millis > 0.0)?;
    Some(Duration::from_secs_f64(millis.min(DAY) / 1000.0))
}

/// What an object has under a key, as far as that can be told without asking it.
enum Found {
    Value(JsValue),
    Nothing,
    /// A getter, or an object that is not like others: it is asked.
    Unknown,
}

/// Looks for `key` in an ordinary object whose prototype ends the chain, as literals are. Asking costs three times as much,
/// and most options are left out most of the time.
fn find(object: &JsObject, key: &PropertyKey) -> Found {
    if !object.is_ordinary() {
        return Found::Unknown;
    }
    let object = object.borrow();
    if let Some(property) = object.properties().get(key) {
        return property.value().map_or(Found::Unknown, |value| Found::Value(value.clone()));
    }
    let Some(prototype) = object.prototype() else { return Found::Nothing };
    if !prototype.is_ordinary() {
        return Found::Unknown;
    }
    let prototype = prototype.borrow();
    let is_known = !prototype.properties().contains_key(key) && prototype.prototype().is_none();
    if is_known { Found::Nothing } else { Found::Unknown }
}

impl<'a> Options<'a> {
    /// The options in `arguments[0]`; anything but an object counts as an empty one.
    pub(crate) fn new(arguments: &[JsValue], context: &'a mut Context) -> Self {
        Self { object: arguments.first().and_then(JsValue::as_object), failure: None, context }
    }

    /// The field's value, undefined where it is missing or cannot be read.
    pub(crate) fn get(&mut self, name: JsString) -> JsValue {
        let Some(object) = &self.object else { return JsValue::undefined() };
        if is(Mutant::OptionsReadTwice) {
            let _ = object.get(name.clone(), self.context);
        }
        // No option is called by a number.
        let key = PropertyKey::String(name.clone());
        match find(object, &key) {
            Found::Value(value) => return value,
            Found::Nothing => return JsValue::undefined(),
            Found::Unknown => {}
        }
        match object.get(key, self.context) {
            Ok(value) => value,
            Err(cause) => {
                self.unreadable(&name, cause);
                JsValue::undefined()
            }
        }
    }

    /// Notes that a field could not be read; the first one is reported, unless the engine gave up later.
    pub(crate) fn unreadable(&mut self, name: &JsString, cause: JsError) {
        if self.failure.is_none() || cause.as_engine().is_some() {
            self.failure = Some(Unreadable { field: name.to_std_string_lossy(), cause });
        }
    }

    /// The field's value as text through `String(value)`; `None` where it is missing, null or cannot be read.
    pub(crate) fn text(&mut self, name: JsString) -> Option<JsString> {
        let value = self.get(name.clone());
        self.string_of(&name, &value)
    }

    /// `String(value)`, which runs page code for objects and may therefore fail; `None` for null and undefined.
    pub(crate) fn string_of(&mut self, name: &JsString, value: &JsValue) -> Option<JsString> {
        if value.is_null_or_undefined() {
            return None;
        }
        match value.to_string(self.context) {
            Ok(text) => Some(text),
            Err(cause) => {
                self.unreadable(name, cause);
                None
            }
        }
    }

    /// Why the options cannot be used, if a field could not be read.
    ///
    /// # Errors
    /// The engine's own limit, where page code hit it meanwhile: it must end the program, not just this call.
    pub(crate) fn failure(&mut self) -> JsResult<Option<String>> {
        match self.failure.take() {
            Some(failure) if failure.cause.as_engine().is_some() || is(Mutant::GetterThrows) => Err(failure.cause),
            failure => Ok(failure.map(|failure| failure.reason())),
        }
    }
}
