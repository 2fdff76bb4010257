//! What the matchers of mock functions look at: calls, and what they returned.

use boa_engine::object::builtins::JsArray;
use boa_engine::{Context, JsObject, JsResult, JsString, JsValue, js_string};

use super::equality::{Rules, equal, length};
use super::matchers::Judgement;
use super::show::pretty;
use crate::native::misuse;

/// A count, or the number of a call, that a matcher is given.
///
/// # Errors
/// That it is no whole number, or less than `least`.
pub(super) fn count(matcher: &str, value: &JsValue, least: u32) -> JsResult<usize> {
    let number = value.as_number().filter(|number| number.fract() == 0.0 && *number >= f64::from(least));
    let number =
        number.ok_or_else(|| misuse(format!("{matcher}: the first argument is a whole number from {least}")))?;
    Ok(number as usize)
}

/// The arguments of each call of a mock function.
pub(super) fn calls(value: &JsValue, context: &mut Context) -> JsResult<Vec<JsObject>> {
    Ok(record(value, "calls", context)?.iter().filter_map(JsValue::as_object).collect())
}

/// A list that a mock function keeps.
fn record(value: &JsValue, name: &str, context: &mut Context) -> JsResult<Vec<JsValue>> {
    const NO_MOCK: &str = "the value is no mock function; wrap it with fn() or spyOn()";
    let mock = value.as_object().map(|function| function.get(js_string!("mock"), context)).transpose()?;
    let Some(mock) = mock.and_then(|mock| mock.as_object()) else { return Err(misuse(NO_MOCK)) };
    let list = mock.get(JsString::from(name), context)?;
    let Some(list) = list.as_object().filter(JsObject::is_array) else { return Err(misuse(NO_MOCK)) };
    items(&list, context)
}

/// The items of an array.
pub(super) fn items(list: &JsObject, context: &mut Context) -> JsResult<Vec<JsValue>> {
    (0..length(list, context)?).map(|index| list.get(index, context)).collect()
}

/// Which call must have had the arguments.
#[derive(Clone, Copy)]
pub(super) enum Which {
    Any,
    Last,
    Nth(usize),
}

pub(super) fn called_with(
    value: &JsValue,
    arguments: &[JsValue],
    which: Which,
    context: &mut Context,
) -> JsResult<Judgement> {
    let calls = calls(value, context)?;
    let wanted = JsArray::from_iter(arguments.iter().cloned(), context);
    let wanted = JsValue::from(wanted);
    let candidates = match which {
        Which::Any => calls.as_slice(),
        Which::Last => calls.last().map(std::slice::from_ref).unwrap_or_default(),
        Which::Nth(nth) => calls.get(nth - 1).map(std::slice::from_ref).unwrap_or_default(),
    };
    let mut fits = false;
    for call in candidates {
        fits = fits || equal(&call.clone().into(), &wanted, Rules::Loose, context)?;
    }
    let received: Vec<_> = candidates.iter().map(|call| pretty(&call.clone().into(), context)).collect();
    let received = if received.is_empty() { "no call".to_owned() } else { received.join("\n") };
    Ok(Judgement { fits, expected: Some(pretty(&wanted, context)), received: Some(received) })
}

/// What each call returned; none for a call that threw.
pub(super) fn returned(value: &JsValue, context: &mut Context) -> JsResult<Vec<Option<JsValue>>> {
    let mut returned = Vec::new();
    for result in record(value, "results", context)? {
        let Some(result) = result.as_object() else { continue };
        let kind = result.get(js_string!("type"), context)?;
        let kept = kind.as_string().is_some_and(|kind| kind == js_string!("return"));
        returned.push(if kept { Some(result.get(js_string!("value"), context)?) } else { None });
    }
    Ok(returned)
}

pub(super) fn returned_with(
    value: &JsValue,
    wanted: &JsValue,
    which: Which,
    context: &mut Context,
) -> JsResult<Judgement> {
    let results = returned(value, context)?;
    let candidates = match which {
        Which::Any => results.as_slice(),
        Which::Last => results.last().map(std::slice::from_ref).unwrap_or_default(),
        Which::Nth(nth) => results.get(nth - 1).map(std::slice::from_ref).unwrap_or_default(),
    };
    let mut fits = false;
    let mut received = Vec::new();
    for result in candidates {
        received.push(match result {
            Some(result) => pretty(result, context),
            None => "threw".to_owned(),
        });
        if let Some(result) = result {
            fits = fits || equal(result, wanted, Rules::Loose, context)?;
        }
    }
    let received = if received.is_empty() { "no call".to_owned() } else { received.join("\n") };
    Ok(Judgement { fits, expected: Some(pretty(wanted, context)), received: Some(received) })
}
