//! What `sendSocketMessage` makes of its `data` (SM-1, SM-2, SM-4).

use boa_engine::object::builtins::{JsArrayBuffer, JsDataView, JsSharedArrayBuffer, JsTypedArray};
use boa_engine::{Context, JsObject, JsResult, JsString, JsValue};
use bytes::Bytes;
use minihost_mutant::{Mutant, is};
use minihost_socket::Message;

use crate::base64;
use crate::bridge::Bridge;
use crate::options::first_line;
use crate::text::utf8;

/// Why memory that other threads may change cannot be sent.
const SHARED: &str = "data is shared memory; copy it into an ArrayBuffer";

/// A message, and what was doubtful about the data that it was made of.
pub(super) struct Outgoing {
    pub(super) message: Message,
    pub(super) warning: Option<&'static str>,
}

/// The message that `data` stands for, or why there is none.
///
/// # Errors
/// The engine's own limit, hit by page code that the conversion runs.
pub(super) fn message(
    bridge: &Bridge,
    data: &JsValue,
    is_buffer: bool,
    context: &mut Context,
) -> JsResult<Result<Outgoing, String>> {
    let is_buffer = is_buffer && !is(Mutant::IsBufferIgnored);
    if is(Mutant::NullIsSent) && data.is_null() {
        return Ok(Ok(plain(Message::Text("null".into()))));
    }
    if is(Mutant::ObjectAsString) && data.as_object().is_some_and(|object| object.is_ordinary()) {
        return Ok(Ok(plain(Message::Text("[object Object]".into()))));
    }
    if let Some(text) = data.as_string() {
        return Ok(text_or_base64(&text, is_buffer));
    }
    if data.is_null_or_undefined() {
        return Ok(Err(format!("data is {}; give a string or an ArrayBuffer", data.display())));
    }
    let Some(object) = data.as_object() else {
        // Numbers, booleans and big integers; a symbol has no text.
        return Ok(match data.to_string(context) {
            Ok(text) => text_or_base64(&text, is_buffer),
            Err(_) => Err("data is a symbol; give a string or an ArrayBuffer".to_owned()),
        });
    };
    if !is(Mutant::ArrayBufferIgnored)
        && let Some(bytes) = bytes(&object, context)
    {
        return Ok(bytes.map(|bytes| plain(Message::Binary(bytes))).map_err(str::to_owned));
    }
    if object.is_callable() {
        return Ok(Err("data is a function; give a string or an ArrayBuffer".to_owned()));
    }
    json(bridge, data, context)
}

fn text_or_base64(text: &JsString, is_buffer: bool) -> Result<Outgoing, String> {
    if is_buffer { from_base64(text) } else { Ok(plain(text_message(text))) }
}

fn plain(message: Message) -> Outgoing {
    Outgoing { message, warning: None }
}

/// A lone surrogate becomes U+FFFD (SM-4).
fn text_message(text: &JsString) -> Message {
    let text = utf8(text);
    Message::Text(if is(Mutant::SurrogateLost) { text.replace('\u{fffd}', "?") } else { text }.into())
}

fn from_base64(text: &JsString) -> Result<Outgoing, String> {
    let decoded = base64::decode(text).or_else(|| is(Mutant::BadBase64IsSent).then(Vec::new));
    let bytes = decoded.ok_or("data is no base64, which isBuffer asks for")?;
    Ok(plain(Message::Binary(bytes.into())))
}

/// The bytes of an `ArrayBuffer`, or of exactly the part of one that a view shows; `None` for other objects.
pub(crate) fn bytes(object: &JsObject, context: &mut Context) -> Option<Result<Bytes, &'static str>> {
    if let Ok(buffer) = JsArrayBuffer::from_object(object.clone()) {
        let length = buffer.byte_length();
        return Some(slice(&buffer, 0, length));
    }
    if JsSharedArrayBuffer::from_object(object.clone()).is_ok() {
        return Some(Err(SHARED));
    }
    let (buffer, start, length) = if let Ok(array) = JsTypedArray::from_object(object.clone()) {
        (array.buffer(context), array.byte_offset(context), array.byte_length(context))
    } else if let Ok(view) = JsDataView::from_object(object.clone()) {
        (view.buffer(context), view.byte_offset(context).map(index), view.byte_length(context).map(index))
    } else {
        return None;
    };
    Some(match (buffer.map(|buffer| buffer.as_object()), start, length) {
        (Ok(Some(buffer)), Ok(start), Ok(length)) => match JsArrayBuffer::from_object(buffer) {
            Ok(buffer) if is(Mutant::ViewSendsAll) => slice(&buffer, 0, buffer.byte_length()),
            Ok(buffer) => slice(&buffer, start, length),
            Err(_) => Err(SHARED),
        },
        _ => Err("data is a view of a detached ArrayBuffer"),
    })
}

/// A byte count as the engine gives it; one that no machine can hold is cut, and then found to be out of range.
fn index(count: u64) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}

fn slice(buffer: &JsArrayBuffer, start: usize, length: usize) -> Result<Bytes, &'static str> {
    let data = buffer.data().ok_or("data is a detached ArrayBuffer")?;
    let part = data.get(start..start.saturating_add(length)).ok_or("data is a view outside its ArrayBuffer")?;
    Ok(Bytes::copy_from_slice(part))
}

/// A plain object is sent as its JSON text; the platform's pages forget `JSON.stringify` often enough.
fn json(bridge: &Bridge, data: &JsValue, context: &mut Context) -> JsResult<Result<Outgoing, String>> {
    let text = match bridge.json(data, context) {
        Ok(Some(text)) => text,
        Ok(None) => return Ok(Err("data has no JSON form".to_owned())),
        Err(error) if error.as_engine().is_some() => return Err(error),
        Err(error) => return Ok(Err(format!("data has no JSON form: {}", first_line(&error)))),
    };
    let warning = "data is an object: it is sent as JSON; call JSON.stringify to say so";
    Ok(Ok(Outgoing { message: text_message(&text), warning: Some(warning) }))
}
