//! An event of an element, as handlers receive it (FW-7).

use std::rc::Rc;

use boa_engine::object::builtins::JsArray;
use boa_engine::{Context, JsObject, JsResult, JsString, JsValue};
use minihost_axml::{Element, Fields, Selector, Value};
use serde_json::Value as Json;

/// Something that a person does to an element.
#[derive(Debug, Clone, PartialEq)]
pub struct ElementEvent {
    /// `tap`, `input`: the name that `on…` and `catch…` end with.
    pub name: String,
    /// Which element; the first one that fits.
    pub selector: Selector,
    /// What the event carries.
    pub detail: Option<Json>,
}

impl ElementEvent {
    /// The name with a small letter in front, as `event.type` has it.
    fn kind(&self) -> String {
        let mut characters = self.name.chars();
        let first = characters.next().map(|first| first.to_ascii_lowercase());
        first.into_iter().chain(characters).collect()
    }

    /// The event of `target` for a handler of `current`: one of the same kind for each handler.
    ///
    /// # Errors
    /// Only the engine's own limits.
    pub(super) fn object(
        &self,
        target: &Element,
        current: &Element,
        unix_millis: i64,
        context: &mut Context,
    ) -> JsResult<JsValue> {
        let detail = match &self.detail {
            Some(detail) => JsValue::from_json(detail, context)?,
            None => JsObject::with_object_proto(context.intrinsics()).into(),
        };
        let (target_data, current_data) = (target.dataset(), current.dataset());
        let mut element = |element: &Element, data: &Fields, target_data: Option<&Fields>| {
            let object = JsObject::with_object_proto(context.intrinsics());
            put(&object, "id", JsString::from(element.id()).into(), context);
            put(&object, "tagName", JsString::from(&*element.tag).into(), context);
            let data = fields(data, context)?;
            put(&object, "dataset", data, context);
            if let Some(data) = target_data {
                let data = fields(data, context)?;
                put(&object, "targetDataset", data, context);
            }
            JsResult::Ok(object)
        };
        // The platform's `target` has the data of the element that the handler is of, and those of its own beside them.
        let target = element(target, &current_data, Some(&target_data))?;
        let current = element(current, &current_data, None)?;
        let event = JsObject::with_object_proto(context.intrinsics());
        put(&event, "type", JsString::from(self.kind()).into(), context);
        put(&event, "timeStamp", JsValue::from(unix_millis), context);
        put(&event, "target", target.into(), context);
        put(&event, "currentTarget", current.into(), context);
        put(&event, "detail", detail, context);
        Ok(event.into())
    }
}

fn put(object: &JsObject, name: &str, value: JsValue, context: &mut Context) {
    // A fresh ordinary object takes every field.
    let _ = object.create_data_property(JsString::from(name), value, context);
}

/// A plain value for page code; what is none is undefined, as it does not get from the view to the page. The depth of
/// the recursion is that of page data as they were read.
///
/// # Errors
/// Only the engine's own limits.
fn value(plain: &Value, context: &mut Context) -> JsResult<JsValue> {
    Ok(match plain {
        Value::Undefined | Value::Opaque(_) => JsValue::undefined(),
        Value::Null => JsValue::null(),
        Value::Boolean(flag) => JsValue::from(*flag),
        Value::Number(number) => JsValue::from(*number),
        Value::Text(text) => JsString::from(&**text).into(),
        Value::List(items) => {
            let items = items.iter().map(|item| value(item, context)).collect::<JsResult<Vec<_>>>()?;
            JsArray::from_iter(items, context).into()
        }
        Value::Object(inner) => fields(inner, context)?,
    })
}

/// An object of plain values, those that are nothing left out.
///
/// # Errors
/// Only the engine's own limits.
pub(super) fn fields(plain: &Fields, context: &mut Context) -> JsResult<JsValue> {
    let object = JsObject::with_object_proto(context.intrinsics());
    let there = plain.iter().filter(|(_, value)| !matches!(value, Value::Undefined | Value::Opaque(_)));
    for (name, plain) in there {
        let value = value(plain, context)?;
        object.create_data_property_or_throw(JsString::from(&**name), value, context)?;
    }
    Ok(object.into())
}

/// The fields of a page's data, or none where they are no object.
pub(super) fn data_fields(data: Value) -> Rc<Fields> {
    match data {
        Value::Object(fields) => fields,
        _ => Rc::default(),
    }
}
