//! Array buffers, typed arrays and data views.

use std::fmt::Write as _;

use boa_engine::builtins::array_buffer::{ArrayBuffer, SharedArrayBuffer};
use boa_engine::builtins::dataview::DataView;
use boa_engine::builtins::typed_array::{TypedArray, TypedArrayKind};
use boa_engine::object::builtins::{JsArrayBuffer, JsDataView, JsSharedArrayBuffer, JsTypedArray};
use boa_engine::{JsObject, JsValue, JsVariant};

use super::Inspector;
use super::arrays::remaining;
use super::layout::Frame;
use super::objects::{Items, Parts};
use super::titles::Title;

impl Inspector<'_> {
    /// `Uint8Array(3) [ … ]`.
    pub(super) fn typed_array(&mut self, object: &JsObject, title: &Title) -> Option<Parts> {
        let array = typed_array(object)?;
        let prefix = title.prefix(kind_name(&array), &format!("({})", self.typed_array_length(object)));
        Some(Parts {
            keys: self.named_keys(object),
            frame: Frame::brackets(&prefix),
            items: Items::TypedArray,
            base_alone: false,
        })
    }

    /// The length of a typed array; zero when its buffer is gone.
    pub(in crate::console) fn typed_array_length(&mut self, object: &JsObject) -> usize {
        typed_array(object).and_then(|array| array.length(self.context).ok()).unwrap_or_default()
    }

    /// An element of a typed array; undefined beyond its end.
    pub(in crate::console) fn typed_array_element(&mut self, object: &JsObject, index: u32) -> JsValue {
        // The engine's own function, which reads the buffer and nothing else.
        typed_array(object).and_then(|array| array.at(i64::from(index), self.context).ok()).unwrap_or_default()
    }

    /// The elements of a typed array with commas between them, as its built-in `toString` has them.
    pub(in crate::console) fn joined_elements(&mut self, object: &JsObject) -> Option<String> {
        let array = typed_array(&self.target(object)?)?;
        let mut text = String::new();
        for index in 0..array.length(self.context).ok()? {
            if text.len() > self.left {
                break;
            }
            let value = array.at(i64::try_from(index).ok()?, self.context).ok()?;
            let comma = if index > 0 { "," } else { "" };
            text.push_str(comma);
            match value.variant() {
                JsVariant::BigInt(value) => text.push_str(&value.to_string()),
                // `String(-0)` has no sign.
                JsVariant::Float64(0.0) => text.push('0'),
                _ => text.push_str(&self.primitive(&value)),
            }
        }
        Some(self.charged(text))
    }

    pub(super) fn typed_array_items(&mut self, object: &JsObject) -> Vec<String> {
        let Some(array) = typed_array(object) else { return Vec::new() };
        let length = self.typed_array_length(object);
        let shown = self.shown_items(length);
        let mut entries = Vec::with_capacity(shown + 1);
        for index in 0..shown {
            // The engine's own function, which reads the buffer and nothing else.
            let Ok(value) = array.at(i64::try_from(index).unwrap_or(i64::MAX), self.context) else { break };
            let text = self.primitive(&value);
            entries.push(self.charged(text));
        }
        if length > shown {
            entries.push(remaining((length - shown) as u64, "item"));
        }
        if self.options.show_hidden {
            entries.extend(self.typed_array_fields(&array, length));
        }
        entries
    }

    fn typed_array_fields(&mut self, array: &JsTypedArray, length: usize) -> Vec<String> {
        let bytes = array.byte_length(self.context).unwrap_or_default();
        let offset = array.byte_offset(self.context).unwrap_or_default();
        let (_, width) = kind_and_size(array);
        let buffer = array.buffer(self.context).ok().and_then(|buffer| buffer.as_object());
        let (name, size) = buffer.map_or(("ArrayBuffer", 0), |buffer| {
            (buffer_name(&buffer).unwrap_or("ArrayBuffer"), contents(&buffer, 0).map_or(0, |(_, size)| size))
        });
        vec![
            format!("[BYTES_PER_ELEMENT]: {width}"),
            format!("[length]: {length}"),
            format!("[byteLength]: {bytes}"),
            format!("[byteOffset]: {offset}"),
            format!("[buffer]: {name} {{ byteLength: {size} }}"),
        ]
    }

    /// The bytes of a buffer, in hexadecimal, and their number.
    pub(super) fn buffer_items(&mut self, object: &JsObject) -> Vec<String> {
        let Some((bytes, size)) = contents(object, self.options.max_items) else {
            return vec!["(detached)".to_owned(), "byteLength: 0".to_owned()];
        };
        let mut text = String::with_capacity(bytes.len() * 3 + 24);
        text.push_str("[Uint8Contents]: <");
        for (index, byte) in bytes.iter().enumerate() {
            let space = if index == 0 { "" } else { " " };
            // Writing to a string cannot fail.
            let _ = write!(text, "{space}{byte:02x}");
        }
        if size > bytes.len() {
            text.push(' ');
            text.push_str(&remaining((size - bytes.len()) as u64, "byte"));
        }
        text.push('>');
        vec![self.charged(text), format!("byteLength: {size}")]
    }

    pub(super) fn view_items(&mut self, object: &JsObject, depth: i32) -> Vec<String> {
        let Ok(view) = JsDataView::from_object(object.clone()) else { return Vec::new() };
        // A view of a detached buffer has no length to tell.
        let length = view.byte_length(self.context).unwrap_or_default();
        let offset = view.byte_offset(self.context).unwrap_or_default();
        let mut entries = vec![format!("byteLength: {length}"), format!("byteOffset: {offset}")];
        if let Ok(buffer) = view.buffer(self.context) {
            entries.push(format!("buffer: {}", self.indented(|inspector| inspector.value(&buffer, depth))));
        }
        entries
    }
}

/// The first `limit` bytes of a buffer and how many there are in all; `None` when it is detached.
fn contents(object: &JsObject, limit: usize) -> Option<(Vec<u8>, usize)> {
    if let Ok(buffer) = JsArrayBuffer::from_object(object.clone()) {
        let bytes = buffer.data()?;
        return Some((bytes[..bytes.len().min(limit)].to_vec(), bytes.len()));
    }
    let bytes = JsSharedArrayBuffer::from_object(object.clone()).ok()?.to_vec();
    Some((bytes[..bytes.len().min(limit)].to_vec(), bytes.len()))
}

/// The name of the buffer that an object is.
pub(super) fn buffer_name(object: &JsObject) -> Option<&'static str> {
    if object.is::<ArrayBuffer>() {
        Some("ArrayBuffer")
    } else if object.is::<SharedArrayBuffer>() {
        Some("SharedArrayBuffer")
    } else {
        None
    }
}

pub(super) fn is_view(object: &JsObject) -> bool {
    object.is::<DataView>()
}

fn typed_array(object: &JsObject) -> Option<JsTypedArray> {
    if !object.is::<TypedArray>() {
        return None;
    }
    JsTypedArray::from_object(object.clone()).ok()
}

/// The name of a typed array's constructor.
pub(super) fn kind_name(array: &JsTypedArray) -> &'static str {
    kind_and_size(array).0
}

/// The name of a typed array's constructor and the bytes per element.
fn kind_and_size(array: &JsTypedArray) -> (&'static str, usize) {
    match array.kind() {
        Some(TypedArrayKind::Uint8) | None => ("Uint8Array", 1),
        Some(TypedArrayKind::Uint8Clamped) => ("Uint8ClampedArray", 1),
        Some(TypedArrayKind::Int8) => ("Int8Array", 1),
        Some(TypedArrayKind::Int16) => ("Int16Array", 2),
        Some(TypedArrayKind::Uint16) => ("Uint16Array", 2),
        Some(TypedArrayKind::Float16) => ("Float16Array", 2),
        Some(TypedArrayKind::Int32) => ("Int32Array", 4),
        Some(TypedArrayKind::Uint32) => ("Uint32Array", 4),
        Some(TypedArrayKind::Float32) => ("Float32Array", 4),
        Some(TypedArrayKind::Float64) => ("Float64Array", 8),
        Some(TypedArrayKind::BigInt64) => ("BigInt64Array", 8),
        Some(TypedArrayKind::BigUint64) => ("BigUint64Array", 8),
    }
}
