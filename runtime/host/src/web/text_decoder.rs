//! `TextDecoder` for UTF-8 and UTF-16LE (Encoding Standard).

use std::cell::RefCell;

use boa_engine::class::{Class, ClassBuilder};
use boa_engine::property::Attribute;
use boa_engine::{Context, Finalize, JsData, JsNativeError, JsResult, JsString, JsValue, Trace};

use super::bytes;
use super::class::{getter, methods, option, this, type_error};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Encoding {
    Utf8,
    Utf16Le,
}

/// A decoder, with what a stream has left undecided.
#[derive(Debug, Trace, Finalize, JsData)]
pub(super) struct TextDecoder {
    #[unsafe_ignore_trace]
    encoding: Encoding,
    fatal: bool,
    keeps_mark: bool,
    /// Bytes at the end of a chunk that are only a part of a character.
    #[unsafe_ignore_trace]
    rest: RefCell<Vec<u8>>,
    /// Whether the start of a stream is behind: a byte-order mark is one only there.
    #[unsafe_ignore_trace]
    started: RefCell<bool>,
}

impl Class for TextDecoder {
    const NAME: &'static str = "TextDecoder";
    const ATTRIBUTES: Attribute = Attribute::WRITABLE.union(Attribute::CONFIGURABLE);

    fn init(class: &mut ClassBuilder<'_>) -> JsResult<()> {
        getter(class, "encoding", |value, _, _| {
            let name = match this::<Self>(value)?.borrow().data().encoding {
                Encoding::Utf8 => "utf-8",
                Encoding::Utf16Le => "utf-16le",
            };
            Ok(JsString::from(name).into())
        });
        getter(class, "fatal", |value, _, _| Ok(this::<Self>(value)?.borrow().data().fatal.into()));
        getter(class, "ignoreBOM", |value, _, _| Ok(this::<Self>(value)?.borrow().data().keeps_mark.into()));
        methods(class, &[("decode", 0, decode)]);
        Ok(())
    }

    fn data_constructor(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<Self> {
        let label = match arguments.first() {
            Some(label) if !label.is_undefined() => label.to_string(context)?.to_std_string_lossy(),
            _ => "utf-8".to_owned(),
        };
        let encoding = match label.trim().to_ascii_lowercase().as_str() {
            "utf-8" | "utf8" | "unicode-1-1-utf-8" => Encoding::Utf8,
            "utf-16le" | "utf-16" | "ucs-2" | "unicode" => Encoding::Utf16Le,
            _ => {
                let message = format!("TextDecoder: {label:?} is not supported; there are utf-8 and utf-16le");
                return Err(JsNativeError::range().with_message(message).into());
            }
        };
        let fatal = option(arguments.get(1), "fatal", context)?.to_boolean();
        let keeps_mark = option(arguments.get(1), "ignoreBOM", context)?.to_boolean();
        Ok(Self { encoding, fatal, keeps_mark, rest: RefCell::default(), started: RefCell::default() })
    }
}

fn decode(value: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let decoder = this::<TextDecoder>(value)?;
    let goes_on = option(arguments.get(1), "stream", context)?.to_boolean();
    let input = match arguments.first() {
        Some(input) if !input.is_undefined() => bytes::of(input, context)?
            .ok_or_else(|| type_error("decode: the first argument is neither an ArrayBuffer nor a view of one"))?,
        _ => Vec::new(),
    };
    let decoder = decoder.borrow();
    let decoder = decoder.data();
    let mut all = decoder.rest.take();
    all.extend_from_slice(&input);
    let (mut units, rest, is_broken) = match decoder.encoding {
        Encoding::Utf8 => utf8(&all, goes_on),
        Encoding::Utf16Le => utf16(&all, goes_on),
    };
    let was_started = decoder.started.replace(goes_on && (*decoder.started.borrow() || !units.is_empty()));
    if is_broken && decoder.fatal {
        return Err(type_error("decode: these bytes are no text in this encoding"));
    }
    *decoder.rest.borrow_mut() = rest;
    if !was_started && !decoder.keeps_mark && units.first() == Some(&0xFEFF) {
        units.remove(0);
    }
    Ok(JsString::from(units.as_slice()).into())
}

/// The text, the bytes that may become a character, and whether there are bytes that never can.
fn utf8(bytes: &[u8], goes_on: bool) -> (Vec<u16>, Vec<u8>, bool) {
    let (mut units, mut rest, mut is_broken) = (Vec::with_capacity(bytes.len()), Vec::new(), false);
    let mut left = bytes;
    loop {
        match std::str::from_utf8(left) {
            Ok(text) => {
                units.extend(text.encode_utf16());
                break;
            }
            Err(error) => {
                let (good, bad) = left.split_at(error.valid_up_to());
                units.extend(String::from_utf8_lossy(good).encode_utf16());
                match error.error_len() {
                    None if goes_on => {
                        rest = bad.to_vec();
                        break;
                    }
                    length => {
                        is_broken = true;
                        units.push(0xFFFD);
                        left = &bad[length.unwrap_or(bad.len())..];
                    }
                }
            }
        }
    }
    (units, rest, is_broken)
}

fn utf16(bytes: &[u8], goes_on: bool) -> (Vec<u16>, Vec<u8>, bool) {
    let pairs = bytes.chunks_exact(2);
    let mut rest = pairs.remainder().to_vec();
    let mut read: Vec<u16> = pairs.map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
    if goes_on && read.last().is_some_and(|last| (0xD800..0xDC00).contains(last)) {
        let half = read.pop().unwrap_or_default().to_le_bytes();
        rest.splice(0..0, half);
    }
    let mut is_broken = false;
    let mut units: Vec<u16> = Vec::with_capacity(read.len());
    for character in char::decode_utf16(read) {
        is_broken |= character.is_err();
        units.extend_from_slice(character.unwrap_or('\u{FFFD}').encode_utf16(&mut [0; 2]));
    }
    if !goes_on && !rest.is_empty() {
        is_broken = true;
        units.push(0xFFFD);
        rest.clear();
    }
    (units, rest, is_broken)
}
