//! What objects have, told without running page code: no getter, no Proxy trap.

use boa_engine::property::PropertyKey;
use boa_engine::{Context, JsObject, JsString, JsValue, js_string};

use super::inspect::{own_indexes, own_names, own_value};
use super::state::Console;

/// A longer chain of prototypes is not followed.
const MOST_PROTOTYPES: usize = 100;

/// The value of the member `name`, own or inherited; `None` where there is none, or it takes a getter to find out.
pub(crate) fn value(object: &JsObject, name: &str, context: &Context) -> Option<JsValue> {
    let console = Console::of(context)?;
    let index = name.parse::<u32>().ok().filter(|index| index.to_string() == name);
    let key = index.map_or_else(|| PropertyKey::from(JsString::from(name)), PropertyKey::from);
    console.engine.member(object, &key)
}

/// The names of the members of an object and of its prototypes, but not of what every object has; those of a proxy are
/// its target's.
pub(crate) fn names(object: &JsObject, context: &Context) -> Vec<String> {
    let Some(console) = Console::of(context) else { return Vec::new() };
    let of_all = context.intrinsics().constructors().object().prototype();
    let mut names = Vec::new();
    let mut next = console.engine.resolved(object);
    for _ in 0..MOST_PROTOTYPES {
        let Some(object) = next.filter(|object| !JsObject::equals(object, &of_all)) else { break };
        names.extend(own_indexes(&object).into_iter().map(|index| index.to_string()));
        names.extend(own_names(&object).into_iter().filter_map(|key| match key {
            PropertyKey::String(name) => Some(name.to_std_string_lossy()),
            _ => None,
        }));
        next = console.engine.prototype(&object);
    }
    let mut seen = std::collections::HashSet::new();
    names.retain(|name| seen.insert(name.clone()));
    names
}

/// The own members of an object that are functions, in the order of their making, with how many arguments they name.
pub(crate) fn functions(object: &JsObject, context: &Context) -> Vec<(String, u32)> {
    let Some(console) = Console::of(context) else { return Vec::new() };
    let Some(object) = console.engine.resolved(object) else { return Vec::new() };
    let functions = own_names(&object).into_iter().filter_map(|key| {
        let PropertyKey::String(name) = &key else { return None };
        let function = own_value(&object, key.clone())?.as_callable()?;
        Some((name.to_std_string_lossy(), arity(&function)))
    });
    functions.collect()
}

/// The name of a function, if it has one.
pub(crate) fn function_name(function: &JsObject) -> Option<String> {
    let name = own_value(function, js_string!("name"))?.as_string()?.to_std_string_lossy();
    (!name.is_empty()).then_some(name)
}

fn arity(function: &JsObject) -> u32 {
    let length = own_value(function, js_string!("length")).and_then(|length| length.as_number());
    length.map_or(0, |length| length.clamp(0.0, 255.0) as u32)
}
