//! `sort` and `toSorted`, but of typed arrays without a comparator.
//!
//! The engine sorts with a routine that panics where a comparator contradicts itself, and pages shuffle with
//! `sort(() => Math.random() - 0.5)`. Merging never looks at a pair twice, so it cannot notice; any order that comes out
//! of such a comparator is right by the standard (ECMA-262, SortIndexedProperties). It also asks for as much memory as the
//! length of a list says, at once; and without a comparator it makes texts of the same values again and again.

use boa_engine::object::builtins::JsArray;
use boa_engine::property::PropertyKey;
use boa_engine::{Context, JsNativeError, JsObject, JsResult, JsString, JsValue, js_string};

use super::built_in;

/// What the replaced function does with its result.
#[derive(Clone, Copy)]
enum Kind {
    /// Sorts a list in place.
    ArraySort,
    /// Makes a sorted copy of a list.
    ArrayToSorted,
    /// Sorts a typed array in place.
    TypedSort,
    /// Makes a sorted copy of a typed array.
    TypedToSorted,
}

/// Puts the safe ones in the place of the engine's.
pub(super) fn replace(context: &mut Context) -> JsResult<()> {
    let constructors = context.intrinsics().constructors();
    let array = constructors.array().prototype();
    let typed = constructors.typed_array().prototype();
    let replaced = [
        (&array, "sort", Kind::ArraySort),
        (&array, "toSorted", Kind::ArrayToSorted),
        (&typed, "sort", Kind::TypedSort),
        (&typed, "toSorted", Kind::TypedToSorted),
    ];
    for (prototype, name, kind) in replaced {
        let native = move |this: &JsValue, arguments: &[JsValue], original: &JsObject, context: &mut Context| {
            sort(kind, this, arguments, original, context)
        };
        built_in::wrap(prototype, name, 1, native, context)?;
    }
    Ok(())
}

fn sort(
    kind: Kind,
    this: &JsValue,
    arguments: &[JsValue],
    original: &JsObject,
    context: &mut Context,
) -> JsResult<JsValue> {
    let comparator = arguments.first().and_then(JsValue::as_callable);
    let is_list = matches!(kind, Kind::ArraySort | Kind::ArrayToSorted);
    let is_by_text = is_list && arguments.first().is_none_or(JsValue::is_undefined);
    if comparator.is_none() && !is_by_text {
        // The engine's order of numbers is consistent; what is no function is its error to report.
        return original.call(this, arguments, context);
    }
    let target = match kind {
        Kind::ArraySort | Kind::ArrayToSorted => this.to_object(context)?,
        // The engine checks that it is a typed array; for a copy it makes one of the right type.
        Kind::TypedSort | Kind::TypedToSorted => {
            let undefined = [JsValue::undefined()];
            let copied = if matches!(kind, Kind::TypedToSorted) {
                original.call(this, &undefined, context)?
            } else {
                this.clone()
            };
            let Some(object) = copied.as_object() else { return original.call(this, arguments, context) };
            object
        }
    };
    let source = this.to_object(context)?;
    let length = source.get(js_string!("length"), context)?.to_length(context)?;
    if matches!(kind, Kind::ArrayToSorted) && u32::try_from(length).is_err() {
        return Err(JsNativeError::range().with_message("toSorted: the list is longer than an array may be").into());
    }
    let keeps_holes = matches!(kind, Kind::ArraySort);
    let (mut values, mut undefined) = (Vec::new(), 0);
    for index in 0..length {
        if keeps_holes && !source.has_property(key(index), context)? {
            continue;
        }
        let value = source.get(key(index), context)?;
        // Undefined sorts to the end, without asking the comparator.
        if value.is_undefined() { undefined += 1 } else { values.push(value) }
    }
    let sorted = match comparator {
        Some(comparator) => merge_sort(values, &mut |left, right| {
            let order = comparator.call(&JsValue::undefined(), &[left.clone(), right.clone()], context)?;
            Ok(order.to_number(context)? > 0.0)
        })?,
        None => sort_by_text(values, context)?,
    };
    let sorted = sorted.into_iter().chain(std::iter::repeat_n(JsValue::undefined(), undefined));
    if matches!(kind, Kind::ArrayToSorted) {
        return Ok(JsArray::from_iter(sorted, context).into());
    }
    let mut end = 0;
    for value in sorted {
        target.set(key(end), value, true, context)?;
        end += 1;
    }
    if keeps_holes {
        for index in end..length {
            target.delete_property_or_throw(key(index), context)?;
        }
    }
    Ok(target.into())
}

fn key(index: u64) -> PropertyKey {
    u32::try_from(index).map_or_else(|_| JsString::from(index.to_string()).into(), PropertyKey::from)
}

fn sort_by_text(values: Vec<JsValue>, context: &mut Context) -> JsResult<Vec<JsValue>> {
    let with_text = |value: JsValue| value.to_string(context).map(|text| (text, value));
    let mut values: Vec<_> = values.into_iter().map(with_text).collect::<JsResult<_>>()?;
    values.sort_by(|left, right| left.0.cmp(&right.0));
    Ok(values.into_iter().map(|(_, value)| value).collect())
}

/// A stable merge sort; `is_after(left, right)` asks whether `left` belongs behind `right`.
fn merge_sort<T: Clone>(mut values: Vec<T>, is_after: &mut impl FnMut(&T, &T) -> JsResult<bool>) -> JsResult<Vec<T>> {
    let mut width = 1;
    while width < values.len() {
        let mut merged = Vec::with_capacity(values.len());
        for pair in values.chunks(2 * width) {
            let (left, right) = pair.split_at(width.min(pair.len()));
            merge(left, right, &mut merged, is_after)?;
        }
        values = merged;
        width *= 2;
    }
    Ok(values)
}

fn merge<T: Clone>(
    left: &[T],
    right: &[T],
    merged: &mut Vec<T>,
    is_after: &mut impl FnMut(&T, &T) -> JsResult<bool>,
) -> JsResult<()> {
    let (mut from_left, mut from_right) = (left.iter().peekable(), right.iter().peekable());
    while let (Some(one), Some(other)) = (from_left.peek(), from_right.peek()) {
        let next = if is_after(one, other)? { from_right.next() } else { from_left.next() };
        merged.extend(next.cloned());
    }
    merged.extend(from_left.chain(from_right).cloned());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sort_is_stable_and_complete() {
        let values: Vec<(u32, u32)> = (0..100).map(|number| (number * 7 % 10, number)).collect();
        let sorted = merge_sort(values.clone(), &mut |left, right| Ok(left.0 > right.0)).unwrap();
        let mut expected = values;
        expected.sort_by_key(|value| value.0);
        assert_eq!(sorted, expected);
    }

    #[test]
    fn a_comparator_that_contradicts_itself_loses_nothing() {
        let mut flip = false;
        let mut sorted = merge_sort((0..1000).collect(), &mut |_, _| {
            flip = !flip;
            Ok(flip)
        })
        .unwrap();
        sorted.sort_unstable();
        assert_eq!(sorted, (0..1000).collect::<Vec<_>>());
    }
}
