//! Built-in functions that ask for as much memory as a page says, before they look at what there is to do.
//!
//! The engine's own ask for 24 bytes for each repetition of a text, and for 8 or 16 for each entry that a list claims to have;
//! where the system has not got so much, the process is aborted. These ask for what they fill.

use boa_engine::value::IntegerOrInfinity;
use boa_engine::{Context, JsNativeError, JsObject, JsResult, JsString, JsValue, NativeFunction, js_string};

use super::built_in;

/// Code units of the longest text that these functions make, as in V8.
const MAX_TEXT: u64 = (1 << 29) - 24;

/// The most arguments that a call may have: more than this would leave nothing of the engine's stack.
const MAX_ARGUMENTS: u64 = 500_000;

type Native = fn(&JsValue, &[JsValue], &mut Context) -> JsResult<JsValue>;

/// Puts them in the place of the engine's.
pub(super) fn replace(context: &mut Context) -> JsResult<()> {
    let constructors = context.intrinsics().constructors();
    let (text, list, function) =
        (constructors.string().prototype(), constructors.array().prototype(), constructors.function().prototype());
    let reflect = context.intrinsics().objects().reflect();
    let replaced: [(&JsObject, &str, usize, Native); 7] = [
        (&text, "repeat", 1, repeat),
        (&text, "padStart", 1, |this, arguments, context| pad(this, arguments, true, context)),
        (&text, "padEnd", 1, |this, arguments, context| pad(this, arguments, false, context)),
        (&list, "join", 1, join),
        (&function, "apply", 2, apply),
        (&reflect, "apply", 3, reflect_apply),
        (&reflect, "construct", 2, reflect_construct),
    ];
    for (holder, name, length, native) in replaced {
        built_in::put(holder, name, length, NativeFunction::from_fn_ptr(native), context)?;
    }
    Ok(())
}

/// `String.prototype.repeat` (ECMA-262, 22.1.3.18).
fn repeat(this: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let text = this.require_object_coercible()?.to_string(context)?;
    let count = match arguments.first().unwrap_or(&JsValue::undefined()).to_integer_or_infinity(context)? {
        IntegerOrInfinity::Integer(count) => u64::try_from(count).ok(),
        _ => None,
    };
    let Some(count) = count else {
        return Err(JsNativeError::range().with_message("repeat: the count is negative or infinite").into());
    };
    if text.is_empty() {
        return Ok(text.into());
    }
    check_length("repeat", (text.len() as u64).saturating_mul(count))?;
    Ok(repeated(&text, count).into())
}

/// `String.prototype.padStart` and `padEnd` (ECMA-262, 22.1.3.17.1).
fn pad(this: &JsValue, arguments: &[JsValue], at_start: bool, context: &mut Context) -> JsResult<JsValue> {
    let text = this.require_object_coercible()?.to_string(context)?;
    let length = arguments.first().unwrap_or(&JsValue::undefined()).to_length(context)?;
    let missing = length.saturating_sub(text.len() as u64);
    if missing == 0 {
        return Ok(text.into());
    }
    let filler = match arguments.get(1) {
        Some(filler) if !filler.is_undefined() => filler.to_string(context)?,
        _ => js_string!(" "),
    };
    if filler.is_empty() {
        return Ok(text.into());
    }
    check_length(if at_start { "padStart" } else { "padEnd" }, length)?;
    let units = filler.len() as u64;
    let (whole, rest) = (repeated(&filler, missing / units), filler.get_expect(..(missing % units) as usize));
    let parts = if at_start {
        [whole.as_str(), rest.as_str(), text.as_str()]
    } else {
        [text.as_str(), whole.as_str(), rest.as_str()]
    };
    Ok(JsString::concat_array(&parts).into())
}

/// `text` so many times; its length was checked.
fn repeated(text: &JsString, mut count: u64) -> JsString {
    let (mut made, mut power) = (js_string!(), text.clone());
    loop {
        if count & 1 == 1 {
            made = JsString::concat(made.as_str(), power.as_str());
        }
        count >>= 1;
        if count == 0 {
            return made;
        }
        power = JsString::concat(power.as_str(), power.as_str());
    }
}

/// `Array.prototype.join` (ECMA-262, 23.1.3.18).
fn join(this: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let list = this.to_object(context)?;
    let length = length_of(&list, context)?;
    let separator = match arguments.first() {
        Some(separator) if !separator.is_undefined() => separator.to_string(context)?,
        _ => js_string!(","),
    };
    let mut units = (separator.len() as u64).saturating_mul(length.saturating_sub(1));
    check_length("join", units)?;
    let mut parts = Vec::new();
    for index in 0..length {
        if index > 0 && !separator.is_empty() {
            parts.push(separator.clone());
        }
        let value = list.get(index, context)?;
        // A list in itself is nothing, as in browsers.
        if value.is_null_or_undefined() || value == *this {
            continue;
        }
        let text = value.to_string(context)?;
        if !text.is_empty() {
            units += text.len() as u64;
            check_length("join", units)?;
            parts.push(text);
        }
    }
    let parts: Vec<_> = parts.iter().map(JsString::as_str).collect();
    Ok(JsString::concat_array(&parts).into())
}

/// `Function.prototype.apply` (ECMA-262, 20.2.3.1).
fn apply(this: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let Some(function) = this.as_callable() else {
        return Err(JsNativeError::typ().with_message(format!("{} is not a function", this.display())).into());
    };
    let given = match arguments.get(1) {
        Some(list) if !list.is_null_or_undefined() => values("apply", list, context)?,
        _ => Vec::new(),
    };
    function.call(arguments.first().unwrap_or(&JsValue::undefined()), &given, context)
}

/// `Reflect.apply` (ECMA-262, 28.1.1).
fn reflect_apply(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let Some(function) = arguments.first().and_then(JsValue::as_callable) else {
        return Err(JsNativeError::typ().with_message("Reflect.apply: the target is not a function").into());
    };
    let undefined = JsValue::undefined();
    let given = values("Reflect.apply", arguments.get(2).unwrap_or(&undefined), context)?;
    function.call(arguments.get(1).unwrap_or(&undefined), &given, context)
}

/// `Reflect.construct` (ECMA-262, 28.1.2).
fn reflect_construct(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let constructor = |value: Option<&JsValue>| value.and_then(JsValue::as_object).filter(JsObject::is_constructor);
    let Some(target) = constructor(arguments.first()) else {
        return Err(JsNativeError::typ().with_message("Reflect.construct: the target is not a constructor").into());
    };
    let new_target = if arguments.len() > 2 { constructor(arguments.get(2)) } else { Some(target.clone()) };
    let Some(new_target) = new_target else {
        return Err(JsNativeError::typ().with_message("Reflect.construct: newTarget is not a constructor").into());
    };
    let given = values("Reflect.construct", arguments.get(1).unwrap_or(&JsValue::undefined()), context)?;
    target.construct(&given, Some(&new_target), context).map(JsValue::from)
}

/// What a list holds, or whatever has a length (ECMA-262, CreateListFromArrayLike).
fn values(name: &str, list: &JsValue, context: &mut Context) -> JsResult<Vec<JsValue>> {
    let Some(list) = list.as_object() else {
        return Err(JsNativeError::typ().with_message(format!("{name}: the arguments are not a list")).into());
    };
    let length = length_of(&list, context)?;
    if length > MAX_ARGUMENTS {
        let message = format!("{name}: {length} arguments are more than the {MAX_ARGUMENTS} that a call may have");
        return Err(JsNativeError::range().with_message(message).into());
    }
    (0..length).map(|index| list.get(index, context)).collect()
}

fn length_of(list: &JsObject, context: &mut Context) -> JsResult<u64> {
    list.get(js_string!("length"), context)?.to_length(context)
}

fn check_length(name: &str, units: u64) -> JsResult<()> {
    if units <= MAX_TEXT {
        return Ok(());
    }
    let message = format!("{name}: a text of {units} units is longer than any may be ({MAX_TEXT})");
    Err(JsNativeError::range().with_message(message).into())
}
