//! Values as text, one member a line, and the difference of two.

use boa_engine::builtins::error::Error as ErrorObject;
use boa_engine::object::builtins::{JsArrayBuffer, JsDate, JsMap, JsRegExp, JsSet};
use boa_engine::{Context, JsObject, JsResult, JsString, JsValue, js_string};
use minihost_runner::protocol::{DiffLine, DiffTag};
use similar::{ChangeTag, TextDiff};

use super::asymmetric;
use super::equality::{keys, length};

/// Deeper values are told by `…`.
const DEEPEST: usize = 12;

/// A text of more bytes is cut.
const LONGEST: usize = 100_000;

/// Equal lines that are kept around a change.
const AROUND: usize = 3;

/// A value as text: members in the order of their names, so that equal values look equal.
pub(crate) fn pretty(value: &JsValue, context: &mut Context) -> String {
    let mut text = String::new();
    let mut open = Vec::new();
    if write(&mut text, value, 0, &mut open, context).is_err() {
        text.push_str("[a getter threw]");
    }
    if text.len() > LONGEST {
        let more = text.len() - LONGEST;
        text.truncate(text.floor_char_boundary(LONGEST));
        text.push_str(&format!("… {more} more bytes"));
    }
    text
}

fn write(
    text: &mut String,
    value: &JsValue,
    depth: usize,
    open: &mut Vec<JsObject>,
    context: &mut Context,
) -> JsResult<()> {
    if text.len() > LONGEST {
        return Ok(());
    }
    let Some(object) = value.as_object() else {
        text.push_str(&primitive(value));
        return Ok(());
    };
    if let Some(name) = asymmetric::name(&object, context)? {
        text.push_str(&name);
        return Ok(());
    }
    if open.iter().any(|outer| JsObject::equals(outer, &object)) {
        text.push_str("[Circular]");
        return Ok(());
    }
    if depth >= DEEPEST {
        text.push('…');
        return Ok(());
    }
    open.push(object.clone());
    let written = write_object(text, &object, depth, open, context);
    open.pop();
    written
}

fn write_object(
    text: &mut String,
    object: &JsObject,
    depth: usize,
    open: &mut Vec<JsObject>,
    context: &mut Context,
) -> JsResult<()> {
    if object.is_callable() {
        let name = object.get(js_string!("name"), context)?;
        let name = name.as_string().map(|name| name.to_std_string_lossy()).unwrap_or_default();
        text.push_str(&format!("[Function {}]", if name.is_empty() { "anonymous" } else { &name }));
    } else if object.is::<ErrorObject>() {
        let shown = JsValue::from(object.clone()).to_string(context)?;
        text.push_str(&format!("[{}]", shown.to_std_string_lossy()));
    } else if let Ok(date) = JsDate::from_object(object.clone()) {
        let time = date.get_time(context)?.as_number().unwrap_or(f64::NAN);
        let shown = if time.is_nan() { text_of("Invalid Date") } else { date.to_json(context)? };
        text.push_str(&shown.to_string(context)?.to_std_string_lossy());
    } else if let Ok(pattern) = JsRegExp::from_object(object.clone()) {
        text.push_str(&pattern.to_string(context)?);
    } else if let Ok(buffer) = JsArrayBuffer::from_object(object.clone()) {
        let bytes = buffer.data().map(|bytes| bytes.to_vec()).unwrap_or_default();
        let shown: Vec<String> = bytes.iter().take(200).map(|byte| format!("{byte:02x}")).collect();
        let more = if bytes.len() > 200 { " …" } else { "" };
        text.push_str(&format!("ArrayBuffer({}) <{}{more}>", bytes.len(), shown.join(" ")));
    } else if let Ok(map) = JsMap::from_object(object.clone()) {
        let mut pairs = Vec::new();
        map.for_each_native(|key, value| {
            pairs.push((key, value));
            Ok(())
        })?;
        list(text, "Map {", "}", depth, pairs, |text, (key, value)| {
            write(text, &key, depth + 1, open, context)?;
            text.push_str(" => ");
            write(text, &value, depth + 1, open, context)
        })?;
    } else if let Ok(set) = JsSet::from_object(object.clone()) {
        let mut items = Vec::new();
        set.for_each_native(|item| {
            items.push(item);
            Ok(())
        })?;
        list(text, "Set {", "}", depth, items, |text, item| write(text, &item, depth + 1, open, context))?;
    } else if object.is_array() {
        let length = length(object, context)?;
        list(text, "[", "]", depth, (0..length).collect(), |text, index| {
            let item = object.get(index, context)?;
            write(text, &item, depth + 1, open, context)
        })?;
    } else {
        let mut members: Vec<_> = keys(object, context)?.into_iter().map(|key| (key.to_string(), key)).collect();
        members.sort_by(|a, b| a.0.cmp(&b.0));
        list(text, "{", "}", depth, members, |text, (name, key)| {
            text.push_str(&name);
            text.push_str(": ");
            let value = object.get(key, context)?;
            write(text, &value, depth + 1, open, context)
        })?;
    }
    Ok(())
}

/// Items one a line, each followed by a comma.
fn list<T>(
    text: &mut String,
    begin: &str,
    end: &str,
    depth: usize,
    items: Vec<T>,
    mut item: impl FnMut(&mut String, T) -> JsResult<()>,
) -> JsResult<()> {
    text.push_str(begin);
    let is_empty = items.is_empty();
    for one in items {
        if text.len() > LONGEST {
            break;
        }
        text.push('\n');
        text.push_str(&"  ".repeat(depth + 1));
        item(text, one)?;
        text.push(',');
    }
    if !is_empty {
        text.push('\n');
        text.push_str(&"  ".repeat(depth));
    }
    text.push_str(end);
    Ok(())
}

fn primitive(value: &JsValue) -> String {
    match value.as_string() {
        Some(text) => format!("{:?}", text.to_std_string_lossy()).replace("\\'", "'"),
        None => value.display().to_string(),
    }
}

fn text_of(text: &str) -> JsValue {
    JsString::from(text).into()
}

/// How `received` differs from `expected`, line by line, with a few equal lines around each change.
pub(crate) fn diff(expected: &str, received: &str) -> Vec<DiffLine> {
    let changes = TextDiff::from_lines(expected, received);
    let mut lines = Vec::new();
    for (index, group) in changes.grouped_ops(AROUND).iter().enumerate() {
        if index > 0 {
            lines.push(DiffLine { tag: DiffTag::Same, text: "…".to_owned() });
        }
        for change in group.iter().flat_map(|op| changes.iter_changes(op)) {
            let tag = match change.tag() {
                ChangeTag::Equal => DiffTag::Same,
                ChangeTag::Delete => DiffTag::Removed,
                ChangeTag::Insert => DiffTag::Added,
            };
            lines.push(DiffLine { tag, text: change.value().trim_end_matches('\n').to_owned() });
        }
    }
    lines
}
