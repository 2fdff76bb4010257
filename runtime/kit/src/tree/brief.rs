//! A value in one line, one level deep: `{"a": 1, "b": [Object]}`.

use boa_engine::builtins::error::Error as ErrorObject;
use boa_engine::object::builtins::{JsDate, JsMap, JsRegExp, JsSet};
use boa_engine::property::PropertyKey;
use boa_engine::{Context, JsObject, JsResult, JsValue, js_string};

/// The value, as Jest shows it in titles.
///
/// # Errors
/// What getters throw.
pub(super) fn brief(value: &JsValue, context: &mut Context) -> JsResult<String> {
    shown(value, true, context)
}

fn shown(value: &JsValue, is_outer: bool, context: &mut Context) -> JsResult<String> {
    let Some(object) = value.as_object() else {
        if let Some(text) = value.as_string() {
            let text = text.to_std_string_lossy().replace('\\', "\\\\").replace('"', "\\\"");
            return Ok(format!("\"{text}\""));
        }
        return Ok(value.display().to_string());
    };
    if object.is_callable() {
        let name = text_of(&object, "name", context)?;
        return Ok(format!("[Function {}]", if name.is_empty() { "anonymous" } else { &name }));
    }
    if object.is::<ErrorObject>() {
        return Ok(format!("[{}]", value.to_string(context)?.to_std_string_lossy()));
    }
    if let Ok(date) = JsDate::from_object(object.clone()) {
        let is_date = date.get_time(context)?.as_number().is_some_and(|time| !time.is_nan());
        let shown =
            if is_date { date.to_json(context)?.to_string(context)?.to_std_string_lossy() } else { String::new() };
        return Ok(if is_date { shown } else { "Date { NaN }".to_owned() });
    }
    if let Ok(pattern) = JsRegExp::from_object(object.clone()) {
        return pattern.to_string(context);
    }
    if !is_outer {
        return Ok(format!("[{}]", class(&object, context)?));
    }
    inside(&object, context)
}

fn inside(object: &JsObject, context: &mut Context) -> JsResult<String> {
    if object.is_array() {
        let length = object.get(js_string!("length"), context)?.to_length(context)?;
        let mut items = Vec::new();
        for index in 0..length {
            let item = object.get(index, context)?;
            items.push(shown(&item, false, context)?);
        }
        return Ok(format!("[{}]", items.join(", ")));
    }
    if let Ok(map) = JsMap::from_object(object.clone()) {
        let mut pairs = Vec::new();
        map.for_each_native(|key, value| {
            pairs.push((key, value));
            Ok(())
        })?;
        let mut shown_pairs = Vec::new();
        for (key, value) in pairs {
            shown_pairs.push(format!("{} => {}", shown(&key, false, context)?, shown(&value, false, context)?));
        }
        return Ok(format!("Map {{{}}}", shown_pairs.join(", ")));
    }
    if let Ok(set) = JsSet::from_object(object.clone()) {
        let mut items = Vec::new();
        set.for_each_native(|item| {
            items.push(item);
            Ok(())
        })?;
        let items = items.iter().map(|item| shown(item, false, context)).collect::<JsResult<Vec<_>>>()?;
        return Ok(format!("Set {{{}}}", items.join(", ")));
    }
    let mut members = Vec::new();
    for key in object.own_property_keys(context)? {
        let property = object.borrow().properties().get(&key);
        if property.is_some_and(|property| property.enumerable() == Some(false)) {
            continue;
        }
        let name = match &key {
            PropertyKey::Symbol(symbol) => symbol.to_string(),
            other => format!("\"{other}\""),
        };
        members.push((name, key));
    }
    members.sort_by(|a, b| a.0.cmp(&b.0));
    let mut shown_members = Vec::new();
    for (name, key) in members {
        let value = object.get(key, context)?;
        shown_members.push(format!("{name}: {}", shown(&value, false, context)?));
    }
    Ok(format!("{{{}}}", shown_members.join(", ")))
}

fn class(object: &JsObject, context: &mut Context) -> JsResult<String> {
    if object.is_array() {
        return Ok("Array".to_owned());
    }
    let constructor = object.get(js_string!("constructor"), context)?;
    let name = match constructor.as_object() {
        Some(constructor) => text_of(&constructor, "name", context)?,
        None => String::new(),
    };
    Ok(if name.is_empty() { "Object".to_owned() } else { name })
}

fn text_of(object: &JsObject, name: &str, context: &mut Context) -> JsResult<String> {
    let value = object.get(boa_engine::JsString::from(name), context)?;
    Ok(value.as_string().map(|text| text.to_std_string_lossy()).unwrap_or_default())
}
