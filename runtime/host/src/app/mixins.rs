//! Mixins of pages: members that several pages share (FW-5).
//!
//! Where a mixin and a page have a member of the same name, the page's counts; lifecycle functions are all called, those
//! of mixins first.

use boa_engine::object::builtins::JsArray;
use boa_engine::property::PropertyKey;
use boa_engine::{Context, JsObject, JsResult, JsString, JsValue, js_string};

use super::page_events::{LIFECYCLE, is_page_event};

/// The most mixins of one page, those of mixins included: more are a mistake.
const MOST: u64 = 1000;

/// All mixins of `options` in the order in which they apply: a mixin's own mixins come before it, each once.
///
/// # Errors
/// What a getter throws.
pub(super) fn collect(options: &JsObject, context: &mut Context) -> JsResult<Vec<JsObject>> {
    let mut found = Vec::new();
    let mut entered = Vec::new();
    visit(options, &mut found, &mut entered, context)?;
    Ok(found)
}

fn visit(
    options: &JsObject,
    found: &mut Vec<JsObject>,
    entered: &mut Vec<JsObject>,
    context: &mut Context,
) -> JsResult<()> {
    let mixins = options.get(js_string!("mixins"), context)?;
    let Some(mixins) = mixins.as_object().and_then(|list| JsArray::from_object(list).ok()) else { return Ok(()) };
    for index in 0..mixins.length(context)?.min(MOST) {
        let Some(mixin) = mixins.get(index, context)?.as_object() else { continue };
        if entered.len() as u64 >= MOST || entered.iter().any(|known| JsObject::equals(known, &mixin)) {
            continue;
        }
        entered.push(mixin.clone());
        visit(&mixin, found, entered, context)?;
        found.push(mixin);
    }
    Ok(())
}

/// Puts a mixin's members on the page's instance: its methods too, which stand apart in mixins of components. Its data,
/// observers, events and lifecycle functions are no members.
///
/// # Errors
/// What a getter throws.
pub(super) fn apply(mixin: &JsObject, page: &JsObject, context: &mut Context) -> JsResult<()> {
    for key in mixin.own_property_keys(context)? {
        let value = mixin.get(key.clone(), context)?;
        match name(&key).as_deref() {
            Some("methods") => copy(&value, page, context)?,
            Some("data" | "mixins" | "observers" | "events") => {}
            Some(name) if LIFECYCLE.contains(&name) || is_page_event(name) => {}
            _ => {
                page.create_data_property_or_throw(key, value, context)?;
            }
        }
    }
    Ok(())
}

fn copy(methods: &JsValue, page: &JsObject, context: &mut Context) -> JsResult<()> {
    if let Some(methods) = methods.as_object() {
        page.copy_data_properties(&methods.into(), Vec::<JsString>::new(), context)?;
    }
    Ok(())
}

fn name(key: &PropertyKey) -> Option<String> {
    match key {
        PropertyKey::String(name) => Some(name.to_std_string_lossy()),
        _ => None,
    }
}
