//! The matchers.

use boa_engine::builtins::error::Error as ErrorObject;
use boa_engine::{Context, JsError, JsNativeError, JsObject, JsResult, JsString, JsValue, js_string};
use minihost_runner::protocol::{Failure, FailureKind};

use super::asymmetric::{contains, is_any, is_match, near};
use super::calls::{self, Which};
use super::equality::{Rules, equal, length};
use super::object::Subject;
use super::show::{diff, pretty};
use crate::kit::Kit;
use crate::native::misuse;

/// A matcher: its name, and whether a value with its arguments is as it says.
pub(super) struct Matcher {
    pub(super) name: &'static str,
    judge: fn(&JsValue, &[JsValue], &mut Context) -> JsResult<Judgement>,
}

/// What a matcher found.
pub(super) struct Judgement {
    pub(super) fits: bool,
    /// What was expected; told as the matcher's argument.
    pub(super) expected: Option<String>,
    /// What is told as received, where that is not the value itself.
    pub(super) received: Option<String>,
}

impl Judgement {
    fn of(fits: bool, arguments: &[JsValue], context: &mut Context) -> Self {
        Self { fits, expected: arguments.first().map(|value| pretty(value, context)), received: None }
    }

    fn plain(fits: bool) -> Self {
        Self { fits, expected: None, received: None }
    }

    fn received(mut self, text: String) -> Self {
        self.received = Some(text);
        self
    }
}

const fn matcher(name: &'static str, judge: fn(&JsValue, &[JsValue], &mut Context) -> JsResult<Judgement>) -> Matcher {
    Matcher { name, judge }
}

/// Every matcher.
pub(super) const MATCHERS: &[Matcher] = &[
    matcher("toBe", |value, arguments, context| {
        let fits = JsValue::same_value(value, &argument(arguments));
        Ok(Judgement::of(fits, &[argument(arguments)], context))
    }),
    matcher("toEqual", |value, arguments, context| equality(value, arguments, Rules::Loose, context)),
    matcher("toStrictEqual", |value, arguments, context| equality(value, arguments, Rules::Strict, context)),
    matcher("toMatchObject", |value, arguments, context| {
        let is_plain = |value: &JsValue| value.is_object() && !value.is_callable();
        if !is_plain(value) || !argument(arguments).is_object() {
            return Err(misuse("toMatchObject: both are objects; compare other values with toEqual"));
        }
        equality(value, arguments, Rules::Subset, context)
    }),
    matcher("toMatch", |value, arguments, context| {
        let Some(text) = value.as_string() else { return Err(misuse("toMatch: the value is no string")) };
        let fits = is_match(&text, &argument(arguments), context)?;
        Ok(Judgement::of(fits, arguments, context))
    }),
    matcher("toContain", to_contain),
    matcher("toContainEqual", |value, arguments, context| {
        let Some(array) = value.as_object().filter(JsObject::is_array) else {
            return Err(misuse("toContainEqual: the value is no array"));
        };
        let fits = contains(&array, &argument(arguments), context)?;
        Ok(Judgement::of(fits, arguments, context))
    }),
    matcher("toHaveLength", |value, arguments, context| {
        let length = match (value.as_object(), value.as_string()) {
            (Some(object), _) => object.get(js_string!("length"), context)?,
            (_, Some(text)) => JsValue::from(text.len()),
            _ => JsValue::undefined(),
        };
        if !length.is_number() {
            return Err(misuse("toHaveLength: the value has no length that is a number"));
        }
        if !argument(arguments).as_number().is_some_and(|wanted| wanted >= 0.0 && wanted.fract() == 0.0) {
            return Err(misuse("toHaveLength: the expected length is a whole number, 0 or more"));
        }
        let fits = length.as_number() == argument(arguments).as_number();
        let received = format!("{} (length {})", pretty(value, context), length.display());
        Ok(Judgement::of(fits, arguments, context).received(received))
    }),
    matcher("toHaveProperty", to_have_property),
    matcher("toBeDefined", |value, _, _| Ok(Judgement::plain(!value.is_undefined()))),
    matcher("toBeUndefined", |value, _, _| Ok(Judgement::plain(value.is_undefined()))),
    matcher("toBeNull", |value, _, _| Ok(Judgement::plain(value.is_null()))),
    matcher("toBeNaN", |value, _, _| Ok(Judgement::plain(value.as_number().is_some_and(f64::is_nan)))),
    matcher("toBeTruthy", |value, _, _| Ok(Judgement::plain(value.to_boolean()))),
    matcher("toBeFalsy", |value, _, _| Ok(Judgement::plain(!value.to_boolean()))),
    matcher("toBeGreaterThan", |value, arguments, context| {
        number("toBeGreaterThan", value, arguments, |a, b| a > b, context)
    }),
    matcher("toBeGreaterThanOrEqual", |value, arguments, context| {
        number("toBeGreaterThanOrEqual", value, arguments, |a, b| a >= b, context)
    }),
    matcher("toBeLessThan", |value, arguments, context| {
        number("toBeLessThan", value, arguments, |a, b| a < b, context)
    }),
    matcher("toBeLessThanOrEqual", |value, arguments, context| {
        number("toBeLessThanOrEqual", value, arguments, |a, b| a <= b, context)
    }),
    matcher("toBeCloseTo", |value, arguments, context| {
        let digits = arguments.get(1).and_then(JsValue::as_number).unwrap_or(2.0);
        let (Some(a), Some(b)) = (value.as_number(), argument(arguments).as_number()) else {
            return Err(misuse("toBeCloseTo: both are numbers"));
        };
        Ok(Judgement::of(near(a, b, digits), arguments, context))
    }),
    matcher("toBeInstanceOf", |value, arguments, context| {
        let fits = is_any(value, &argument(arguments), context)? && value.is_object();
        Ok(Judgement::of(fits, arguments, context))
    }),
    matcher("toThrow", to_throw),
    matcher("toHaveBeenCalled", |value, _, context| {
        let calls = calls::calls(value, context)?;
        Ok(Judgement::plain(!calls.is_empty()).received(format!("{} calls", calls.len())))
    }),
    matcher("toHaveBeenCalledTimes", |value, arguments, context| {
        let calls = calls::calls(value, context)?;
        let fits = calls::count("toHaveBeenCalledTimes", &argument(arguments), 0)? == calls.len();
        Ok(Judgement::of(fits, arguments, context).received(format!("{} calls", calls.len())))
    }),
    matcher("toHaveBeenCalledWith", |value, arguments, context| {
        calls::called_with(value, arguments, Which::Any, context)
    }),
    matcher("toHaveBeenLastCalledWith", |value, arguments, context| {
        calls::called_with(value, arguments, Which::Last, context)
    }),
    matcher("toHaveBeenNthCalledWith", |value, arguments, context| {
        let nth = calls::count("toHaveBeenNthCalledWith", &argument(arguments), 1)?;
        calls::called_with(value, arguments.get(1..).unwrap_or_default(), Which::Nth(nth), context)
    }),
    matcher("toHaveReturned", |value, _, context| {
        let returned = calls::returned(value, context)?.into_iter().flatten().count();
        Ok(Judgement::plain(returned > 0).received(format!("{returned} returns")))
    }),
    matcher("toHaveReturnedTimes", |value, arguments, context| {
        let returned = calls::returned(value, context)?.into_iter().flatten().count();
        let wanted = calls::count("toHaveReturnedTimes", &argument(arguments), 0)?;
        Ok(Judgement::of(wanted == returned, arguments, context).received(format!("{returned} returns")))
    }),
    matcher("toHaveReturnedWith", |value, arguments, context| {
        calls::returned_with(value, &argument(arguments), Which::Any, context)
    }),
    matcher("toHaveLastReturnedWith", |value, arguments, context| {
        calls::returned_with(value, &argument(arguments), Which::Last, context)
    }),
    matcher("toHaveNthReturnedWith", |value, arguments, context| {
        let nth = calls::count("toHaveNthReturnedWith", &argument(arguments), 1)?;
        let wanted = arguments.get(1).cloned().unwrap_or_default();
        calls::returned_with(value, &wanted, Which::Nth(nth), context)
    }),
];

/// Older names of matchers, which Jest had until 29.
pub(super) const ALIASES: [(&str, &str); 11] = [
    ("toBeCalled", "toHaveBeenCalled"),
    ("toBeCalledTimes", "toHaveBeenCalledTimes"),
    ("toBeCalledWith", "toHaveBeenCalledWith"),
    ("lastCalledWith", "toHaveBeenLastCalledWith"),
    ("nthCalledWith", "toHaveBeenNthCalledWith"),
    ("toReturn", "toHaveReturned"),
    ("toReturnTimes", "toHaveReturnedTimes"),
    ("toReturnWith", "toHaveReturnedWith"),
    ("lastReturnedWith", "toHaveLastReturnedWith"),
    ("nthReturnedWith", "toHaveNthReturnedWith"),
    ("toThrowError", "toThrow"),
];

/// Runs a matcher.
///
/// # Errors
/// An ordinary `Error` where the value is not as it says; what page code throws meanwhile.
pub(super) fn check(
    matcher: &Matcher,
    subject: &Subject,
    arguments: &[JsValue],
    context: &mut Context,
) -> JsResult<()> {
    let Judgement { fits, expected, received } = (matcher.judge)(&subject.value, arguments, context)?;
    if fits != subject.negated {
        return Ok(());
    }
    let received = received.unwrap_or_else(|| pretty(&subject.value, context));
    let not = if subject.negated { "not." } else { "" };
    let name = matcher.name;
    let long = |text: &String| text.contains('\n') || text.len() > 60;
    let mut failure = Failure::new(FailureKind::Assertion, String::new());
    failure.message = match &expected {
        Some(expected) if long(expected) || long(&received) => {
            if !subject.negated {
                failure.diff = diff(expected, &received);
            }
            format!("expect(…).{not}{name}(…)")
        }
        Some(expected) => format!("expect({received}).{not}{name}({expected})"),
        None => format!("expect({received}).{not}{name}()"),
    };
    Err(throw(failure, context))
}

/// `expect.fail(reason)`.
pub(super) fn fail_always(arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let reason = arguments.first().map(|reason| match reason.as_string() {
        Some(text) => text.to_std_string_lossy(),
        None => pretty(reason, context),
    });
    let reason = reason.unwrap_or_else(|| "expect.fail() was called".to_owned());
    Err(throw(Failure::new(FailureKind::Assertion, reason), context))
}

/// The error of `resolves` on a promise that was rejected, or the other way round.
pub(super) fn wrong_end(matcher: &str, rejects: bool, value: &JsValue, context: &mut Context) -> JsError {
    let shown = pretty(value, context);
    let message = if rejects {
        format!("expect(…).rejects.{matcher}: the promise was fulfilled with {shown}")
    } else {
        format!("expect(…).resolves.{matcher}: the promise was rejected with {shown}")
    };
    throw(Failure::new(FailureKind::Assertion, message), context)
}

/// An error to throw in the running realm; the failure is kept beside it.
pub(crate) fn throw(failure: Failure, context: &mut Context) -> JsError {
    let mut text = failure.message.clone();
    for line in &failure.diff {
        text.push('\n');
        text.push_str(&line.text);
    }
    let thrown = JsError::from(JsNativeError::error().with_message(text));
    let message = failure.message.clone();
    let Ok(value) = thrown.into_opaque(context) else { return crate::native::error(message) };
    if let (Ok(kit), Some(object)) = (Kit::of(context), value.as_object()) {
        let mut failure = failure;
        failure.site = failure.site.or_else(|| kit.caller(context));
        kit.prepare(object, failure);
    }
    JsError::from_opaque(value)
}

fn argument(arguments: &[JsValue]) -> JsValue {
    arguments.first().cloned().unwrap_or_default()
}

fn equality(value: &JsValue, arguments: &[JsValue], rules: Rules, context: &mut Context) -> JsResult<Judgement> {
    let expected = argument(arguments);
    let fits = equal(value, &expected, rules, context)?;
    Ok(Judgement::of(fits, &[expected], context))
}

fn to_contain(value: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<Judgement> {
    let wanted = argument(arguments);
    let fits = if let Some(text) = value.as_string() {
        let Some(part) = wanted.as_string() else { return Err(misuse("toContain: a string contains only strings")) };
        text.to_std_string_lossy().contains(&part.to_std_string_lossy())
    } else if let Some(array) = value.as_object().filter(JsObject::is_array) {
        let mut found = false;
        for index in 0..length(&array, context)? {
            found = found || array.get(index, context)?.strict_equals(&wanted);
        }
        found
    } else {
        return Err(misuse("toContain: the value is neither a string nor an array"));
    };
    Ok(Judgement::of(fits, &[wanted], context))
}

fn to_have_property(value: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<Judgement> {
    let path = argument(arguments);
    let parts: Vec<String> = match path.as_object().filter(JsObject::is_array) {
        Some(list) => {
            let length = length(&list, context)?;
            let part = |index| Ok(list.get(index, context)?.to_string(context)?.to_std_string_lossy());
            (0..length).map(part).collect::<JsResult<_>>()?
        }
        None => {
            let path = path.to_string(context)?.to_std_string_lossy();
            path.replace('[', ".").replace(']', "").split('.').map(str::to_owned).collect()
        }
    };
    let mut found = Some(value.clone());
    for part in &parts {
        let key = JsString::from(part.as_str());
        found = match found.and_then(|value| value.as_object()) {
            Some(object) if object.has_property(key.clone(), context)? => Some(object.get(key, context)?),
            _ => None,
        };
    }
    let fits = match (found, arguments.get(1)) {
        (Some(found), Some(expected)) => equal(&found, expected, Rules::Loose, context)?,
        (found, None) => found.is_some(),
        (None, Some(_)) => false,
    };
    let shown = match arguments.get(1) {
        Some(expected) => format!("{:?}, {}", parts.join("."), pretty(expected, context)),
        None => format!("{:?}", parts.join(".")),
    };
    Ok(Judgement { fits, expected: Some(shown), received: None })
}

fn number(
    name: &str,
    value: &JsValue,
    arguments: &[JsValue],
    compare: fn(f64, f64) -> bool,
    context: &mut Context,
) -> JsResult<Judgement> {
    let wanted = argument(arguments);
    if [value, &wanted].into_iter().any(|side| !side.is_number() && !side.is_bigint()) {
        return Err(misuse(format!("{name}: both are numbers or bigints")));
    }
    if value.is_bigint() || wanted.is_bigint() {
        // The order alone matters to the four comparisons.
        let order = if value.lt(&wanted, context)? {
            -1.0
        } else if value.gt(&wanted, context)? {
            1.0
        } else if value.ge(&wanted, context)? {
            0.0
        } else {
            f64::NAN
        };
        return Ok(Judgement::of(compare(order, 0.0), arguments, context));
    }
    let (Some(a), Some(b)) = (value.as_number(), wanted.as_number()) else { return Ok(Judgement::plain(false)) };
    Ok(Judgement::of(compare(a, b), arguments, context))
}

/// The value is a function to call, or (behind `rejects`) the error itself.
fn to_throw(value: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<Judgement> {
    let thrown = match value.as_function() {
        Some(function) => match function.call(&JsValue::undefined(), &[], context) {
            Ok(_) => None,
            // The engine's own limits cannot be caught.
            Err(error) if error.as_engine().is_some() => return Err(error),
            Err(error) => Some(error.into_opaque(context)?),
        },
        None if value.as_object().is_some_and(|object| object.is::<ErrorObject>()) => Some(value.clone()),
        None => return Err(misuse("toThrow: the value is no function; write expect(() => …).toThrow()")),
    };
    let received = match &thrown {
        Some(error) => format!("threw {}", pretty(error, context)),
        None => "threw nothing".to_owned(),
    };
    let Some(error) = thrown else {
        return Ok(Judgement::of(false, arguments, context).received(received));
    };
    let fits = match arguments.first() {
        None => true,
        Some(wanted) if wanted.is_callable() => is_any(&error, wanted, context)?,
        Some(wanted) => {
            let text = |value: &JsValue, context: &mut Context| match value.as_object() {
                Some(object) => object.get(js_string!("message"), context)?.to_string(context),
                None => value.to_string(context),
            };
            let message = text(&error, context)?;
            match wanted.as_object().filter(|object| object.is::<ErrorObject>()) {
                Some(_) => message == text(wanted, context)?,
                None => is_match(&message, wanted, context)?,
            }
        }
    };
    Ok(Judgement::of(fits, arguments, context).received(received))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_matcher_is_declared_for_editors() {
        let declared = include_str!("../../test.d.ts");
        let missing: Vec<_> = MATCHERS.iter().map(|matcher| matcher.name).collect();
        let missing: Vec<_> = missing.into_iter().filter(|name| !declared.contains(&format!("  {name}("))).collect();
        assert!(missing.is_empty(), "test.d.ts lacks {missing:?}");
    }
}
