//! `page.tap('#id')`, `page.fire('input', '#name', { value })`, `page.find('.item')`: the elements of a page's `.axml`.

use boa_engine::object::builtins::JsArray;
use boa_engine::{Context, JsObject, JsResult, JsString, JsValue, NativeFunction};
use minihost_runtime::{ElementEvent, Program, Selector, ViewElement, ViewFault};

use super::launch::of;
use crate::kit::Kit;
use crate::later;
use crate::native::{error, method, misuse, set, text};

/// Adds the functions to the handle of a page of the program with that number.
pub(super) fn install(handle: &JsObject, number: usize, context: &mut Context) -> JsResult<()> {
    let tap = NativeFunction::from_copy_closure(move |_, arguments, context| {
        let selector = selector("tap: write page.tap('#send')", arguments.first())?;
        touch(number, ElementEvent { name: "tap".to_owned(), selector, detail: None }, context)
    });
    method(handle, "tap", 1, tap, context)?;
    let fire = NativeFunction::from_copy_closure(move |_, arguments, context| {
        const USAGE: &str = "fire: write page.fire('input', '#name', { value: 'x' })";
        let name = arguments.first().and_then(JsValue::as_string).ok_or_else(|| misuse(USAGE))?;
        let selector = selector(USAGE, arguments.get(1))?;
        let detail = match arguments.get(2) {
            Some(detail) => detail.to_json(context)?,
            None => None,
        };
        touch(number, ElementEvent { name: name.to_std_string_lossy(), selector, detail }, context)
    });
    method(handle, "fire", 3, fire, context)?;
    let find = NativeFunction::from_copy_closure(move |_, arguments, context| {
        let found = found(number, "find: write page.find('#send')", arguments, context)?;
        element(found.first(), context)
    });
    method(handle, "find", 1, find, context)?;
    let find_all = NativeFunction::from_copy_closure(move |_, arguments, context| {
        let found = found(number, "findAll: write page.findAll('.item')", arguments, context)?;
        let elements = found.iter().map(|found| element(Some(found), context)).collect::<JsResult<Vec<_>>>()?;
        Ok(JsArray::from_iter(elements, context).into())
    });
    method(handle, "findAll", 1, find_all, context)
}

fn selector(usage: &str, argument: Option<&JsValue>) -> JsResult<Selector> {
    let text = argument.and_then(JsValue::as_string).ok_or_else(|| misuse(usage))?;
    Selector::parse(&text.to_std_string_lossy()).map_err(|cause| misuse(cause.to_string()))
}

fn found(number: usize, usage: &str, arguments: &[JsValue], context: &mut Context) -> JsResult<Vec<ViewElement>> {
    let selector = selector(usage, arguments.first())?;
    of(number, context)?.program.find(&selector, context).map_err(|fault| error(told(&fault)))
}

/// An element as a test sees it; one that is not there has `exists: false` and nothing in it.
fn element(found: Option<&ViewElement>, context: &mut Context) -> JsResult<JsValue> {
    let object = JsObject::with_object_proto(context.intrinsics());
    set(&object, "exists", found.is_some(), context);
    let part = |part: fn(&ViewElement) -> &str| text(found.map(part).unwrap_or_default());
    set(&object, "tag", part(|found| &found.tag), context);
    set(&object, "id", part(|found| &found.id), context);
    set(&object, "text", part(|found| &found.text), context);
    let classes = found.map(|found| &*found.classes).unwrap_or_default();
    let classes: Vec<JsValue> = classes.iter().map(|class| JsString::from(class.as_str()).into()).collect();
    set(&object, "classes", JsArray::from_iter(classes, context), context);
    for (name, read) in
        [("dataset", ViewElement::dataset as fn(&_, &mut _) -> _), ("attributes", ViewElement::attributes)]
    {
        let fields = match found {
            Some(found) => read(found, context)?,
            None => JsObject::with_object_proto(context.intrinsics()).into(),
        };
        set(&object, name, fields, context);
    }
    Ok(object.into())
}

fn told(fault: &ViewFault) -> String {
    match &fault.at {
        Some(at) => format!("{} ({at})", fault.message),
        None => fault.message.clone(),
    }
}

/// Touches an element as a macrotask of its program, and resolves with what the first handler returns; a promise that it
/// returns is awaited.
fn touch(number: usize, event: ElementEvent, context: &mut Context) -> JsResult<JsValue> {
    let (kit, launched) = (Kit::of(context)?, of(number, context)?);
    let work =
        move |program: &Program, context: &mut Context| program.touch(&event, context).map_err(|fault| told(&fault));
    Ok(later::in_program(&kit, launched.program.clone(), "the element was touched", work, context))
}
