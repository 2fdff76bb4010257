//! `JSON.parse` and `JSON.stringify`.
//!
//! The engine's own `parse` makes a script of the text and runs it: that takes ten times as long, keeps every string of
//! every message for ever, refuses legal text (lone surrogates, numbers beyond a double's range, 128 levels) and overflows
//! the native stack. Its `stringify` makes a string for each level. Socket pages do both for each message.

mod helpers;
mod out;
mod reader;
mod revive;
mod stringify;

use boa_engine::string::JsStrVariant;
use boa_engine::value::JsVariant;
use boa_engine::{Context, JsError, JsNativeError, JsObject, JsResult, JsString, JsValue, NativeFunction, js_string};

use helpers::Helpers;
use reader::{Reader, Trouble};
use revive::Reviving;

use super::built_in;

/// How many levels an array or object may have inside of it where each takes a call on the native stack.
const DEEPEST: usize = 20_000;

/// Puts these functions in the place of the engine's, in the running realm.
pub(super) fn replace(context: &mut Context) -> JsResult<()> {
    let json = context.global_object().get(js_string!("JSON"), context)?;
    let Some(json) = json.as_object() else { return Ok(()) };
    let Some(helpers) = Helpers::of(&json, context)? else { return Ok(()) };
    let parse = NativeFunction::from_copy_closure_with_captures(
        |_, arguments, helpers: &Helpers, context| parse(arguments, helpers, context),
        helpers.clone(),
    );
    let stringify = NativeFunction::from_copy_closure_with_captures(
        |_, arguments, helpers: &Helpers, context| stringify::stringify(arguments, helpers, context),
        helpers,
    );
    for (name, length, native) in [("parse", 2, parse), ("stringify", 3, stringify)] {
        built_in::put(&json, name, length, native, context)?;
    }
    Ok(())
}

/// `JSON.parse(text, reviver)` (ECMA-262, 25.5.1; the reviver's third argument is that of the proposal on source text).
fn parse(arguments: &[JsValue], helpers: &Helpers, context: &mut Context) -> JsResult<JsValue> {
    let text = match arguments.first().map(JsValue::variant) {
        Some(JsVariant::String(text)) => text,
        _ => arguments.first().cloned().unwrap_or_default().to_string(context)?,
    };
    let reviver = arguments.get(1).and_then(JsValue::as_callable);
    let keeps_sources = reviver.is_some();
    let read = match text.as_str().variant() {
        JsStrVariant::Latin1(text) => Reader::new(text, keeps_sources).read(context),
        JsStrVariant::Utf16(text) => Reader::new(text, keeps_sources).read(context),
    };
    let (value, source) = read.map_err(|trouble| refusal(&text, trouble))?;
    match reviver {
        None => Ok(value),
        Some(reviver) => {
            let root = JsObject::with_object_proto(context.intrinsics());
            root.create_data_property_or_throw(js_string!(), value, context)?;
            let reviving = Reviving { reviver: &reviver, helpers };
            reviving.revive(&root, &js_string!(), source.as_ref(), 0, context)
        }
    }
}

fn refusal(text: &JsString, trouble: Trouble) -> JsError {
    let message = match trouble {
        Trouble::End => "Unexpected end of JSON input".to_owned(),
        Trouble::At(at) => {
            let found = text
                .code_point_at(at)
                .as_char()
                .map_or_else(|| "\u{fffd}".to_owned(), |c| c.escape_debug().to_string());
            let before = (0..at).filter_map(|index| text.code_unit_at(index));
            let (line, column) =
                before.fold(
                    (1, 1),
                    |(line, column), unit| {
                        if unit == u16::from(b'\n') { (line + 1, 1) } else { (line, column + 1) }
                    },
                );
            format!("Unexpected token '{found}' in JSON at position {at} (line {line} column {column})")
        }
    };
    JsNativeError::syntax().with_message(message).into()
}

fn too_deep() -> JsError {
    JsNativeError::range().with_message(format!("the value has more than {DEEPEST} levels")).into()
}
