//! What page code threw and nobody caught, as plain data.

mod stack;

use boa_engine::builtins::error::Error as ErrorObject;
use boa_engine::error::{EngineError, RuntimeLimitError};
use boa_engine::{Context, JsError, JsObject, JsString, JsValue, js_string};

use minihost_bridge::{Bridge, FailedCall, Origin, realm_data};

pub(crate) use stack::frame;
pub use stack::{Frame, Position};

use crate::modules::raw_stack;

/// An error that reached the host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Uncaught {
    /// How it reached the host.
    pub kind: UncaughtKind,
    /// What was running, such as `onSocketOpen listener` or `page.onLoad of pages/index/index`.
    pub what: String,
    /// The error's name and message, such as `TypeError: not a callable function`; or the thrown value.
    pub message: String,
    /// The stack, innermost frame first; native frames included.
    pub frames: Vec<Frame>,
    /// The call of `my` that failed, where its promise was rejected and nobody handled that.
    pub failed_call: Option<FailedCall>,
    /// The text of the line that it is about, where a source map has it: the file may not be there.
    pub source_line: Option<String>,
}

/// How an error reached the host.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UncaughtKind {
    /// A function that the host called threw.
    Thrown,
    /// A promise was rejected and nobody handled it.
    Rejection,
    /// The engine itself gave up: a limit that page code cannot catch.
    Engine,
}

impl UncaughtKind {
    /// The name that records use.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Thrown => "thrown",
            Self::Rejection => "rejection",
            Self::Engine => "engine",
        }
    }
}

impl Uncaught {
    pub(crate) fn from_error(error: &JsError, what: String, context: &mut Context) -> Self {
        let kind = if error.as_engine().is_some() { UncaughtKind::Engine } else { UncaughtKind::Thrown };
        let shown = error.to_string();
        let mut frames = stack::parse(&shown);
        let message = match error.as_opaque() {
            Some(value) => {
                if frames.is_empty() {
                    frames = stack_of(value, context);
                }
                describe(value, context)
            }
            // Written here, since the engine's own text has the place between message and stack.
            None => error.as_native().map_or_else(
                || stack::without_frames(&shown).to_owned() + &limit_behind(error, context),
                |native| format!("{}: {}", native.kind(), native.message()),
            ),
        };
        Self { kind, what, message, frames, failed_call: None, source_line: None }
    }

    pub(crate) fn from_rejection(reason: &JsValue, context: &mut Context) -> Self {
        let (kind, what) = (UncaughtKind::Rejection, "a promise".to_owned());
        let failed = realm_data::get::<Bridge>(context).and_then(|bridge| bridge.failed_call(reason));
        if let Some(call) = failed {
            let function = minihost_bridge::call_name(call.api);
            let message = format!("{function}: {} (error {})", call.message, call.code);
            let frame = |at: Origin| Frame { function, position: Some(at.into()) };
            let frames = call.origin.clone().map(frame).into_iter().collect();
            return Self { kind, what, message, frames, failed_call: Some(call), source_line: None };
        }
        let (message, frames) = (describe(reason, context), stack_of(reason, context));
        Self { kind, what, message, frames, failed_call: None, source_line: None }
    }

    /// The innermost place in page code.
    #[must_use]
    pub fn place(&self) -> Option<&Position> {
        self.frames.iter().find_map(|frame| frame.position.as_ref())
    }
}

/// Which limit of the engine that is, where a person sets it.
fn limit_behind(error: &JsError, context: &Context) -> String {
    match error.as_engine() {
        Some(EngineError::RuntimeLimit(RuntimeLimitError::Recursion)) => {
            format!(": {} (--max-recursion)", context.runtime_limits().recursion_limit())
        }
        _ => String::new(),
    }
}

/// `Name: message` of an error object, else the value as `console.log` shows it.
fn describe(value: &JsValue, context: &mut Context) -> String {
    match value.as_object() {
        Some(object) if object.is::<ErrorObject>() => {
            let name = text(&object, js_string!("name"), context).unwrap_or_else(|| "Error".to_owned());
            match text(&object, js_string!("message"), context) {
                Some(message) if !message.is_empty() => format!("{name}: {message}"),
                _ => name,
            }
        }
        _ => crate::console::show_value(value, context),
    }
}

/// The frames as the engine has them. Where page code gave the error a stack of its own, its places are those that it has
/// read: they are corrected already, which does no harm when it is done again, but for a file's first line.
fn stack_of(value: &JsValue, context: &mut Context) -> Vec<Frame> {
    let Some(object) = value.as_object().filter(|object| object.is::<ErrorObject>()) else { return Vec::new() };
    let stack = raw_stack(&object, context).or_else(|| text(&object, js_string!("stack"), context));
    stack.map_or_else(Vec::new, |stack| stack::parse(&stack))
}

/// A property's text, where it is a string; a getter that throws counts as no text.
fn text(object: &JsObject, key: JsString, context: &mut Context) -> Option<String> {
    Some(object.get(key, context).ok()?.as_string()?.to_std_string_lossy())
}
