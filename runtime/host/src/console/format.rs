//! Format specifiers: `console.log('%s is %d', name, age)`.

use boa_engine::builtins::date::Date;
use boa_engine::object::builtins::JsDate;
use boa_engine::{JsString, JsValue, JsVariant};

use super::arguments::plain;
use super::inspect::{Inspector, Options, number_text, unboxed};
use super::json::json;

const PERCENT: u16 = b'%' as u16;

/// The text of the arguments of one call: the first one's specifiers replaced, the rest appended, separated by spaces.
pub(super) fn format(values: &[JsValue], inspector: &mut Inspector<'_>) -> String {
    let mut out = String::new();
    let mut rest = values;
    if let [first, arguments @ ..] = values
        && let Some(template) = first.as_string()
    {
        rest = fill(&mut out, &template, arguments, inspector);
        if !rest.is_empty() {
            out.push(' ');
        }
    }
    for (index, value) in rest.iter().enumerate() {
        if index > 0 {
            out.push(' ');
        }
        out.push_str(&inspector.display(value));
    }
    out
}

/// Appends `template` with its specifiers replaced; returns the arguments that none asked for.
fn fill<'a>(
    out: &mut String,
    template: &JsString,
    arguments: &'a [JsValue],
    inspector: &mut Inspector<'_>,
) -> &'a [JsValue] {
    // Without arguments a string is printed as it is, `%%` included.
    let has_specifiers = !arguments.is_empty() && template.iter().any(|unit| unit == PERCENT);
    if !has_specifiers {
        out.push_str(&plain(template));
        return arguments;
    }
    let mut rest = arguments;
    let mut start = 0;
    let mut at = 0;
    let units = template.as_str();
    while at + 1 < units.len() {
        if units.get(at) != Some(PERCENT) {
            at += 1;
            continue;
        }
        let specifier = units.get(at + 1).and_then(|unit| u8::try_from(unit).ok());
        let text = match (specifier, rest) {
            (Some(b'%'), _) => Some("%".to_owned()),
            (Some(specifier), [value, others @ ..]) => {
                let text = specified(specifier, value, inspector);
                if text.is_some() {
                    rest = others;
                }
                text
            }
            _ => None,
        };
        if let Some(text) = text {
            out.push_str(&slice(template, start, at));
            out.push_str(&text);
            start = at + 2;
        }
        // The character after a percent sign is never the start of a specifier.
        at += 2;
    }
    out.push_str(&slice(template, start, template.len()));
    rest
}

/// What `%specifier` makes of `value`; `None` when there is no such specifier.
fn specified(specifier: u8, value: &JsValue, inspector: &mut Inspector<'_>) -> Option<String> {
    Some(match specifier {
        b's' => string(value, inspector),
        b'd' => match value.variant() {
            JsVariant::BigInt(value) => format!("{value}n"),
            _ => number_text(number(value, inspector)),
        },
        b'i' => match value.variant() {
            JsVariant::BigInt(value) => format!("{value}n"),
            _ => number_text(inspector.engine.parse_int(value, inspector.context)),
        },
        b'f' => number_text(inspector.engine.parse_float(value, inspector.context)),
        b'j' => json(value, inspector),
        b'o' => {
            let everything = Options { show_hidden: true, show_proxy: true, depth: 4, ..Options::default() };
            inspector.inspect_with(value, everything)
        }
        b'O' => inspector.inspect(value),
        // Styles are for browsers.
        b'c' => String::new(),
        _ => return None,
    })
}

/// `%s`: a primitive as a string, a function as its source, an object in one line's depth. Node would call the
/// `toString` of a class; here no page code runs.
fn string(value: &JsValue, inspector: &mut Inspector<'_>) -> String {
    if let Some(function) = value.as_callable() {
        return inspector.source(&function);
    }
    if let Some(object) = value.as_object() {
        // The one kind of object whose built-in text node uses.
        if let Some(elements) = inspector.joined_elements(&object) {
            return elements;
        }
        return inspector.inspect_with(value, Options { depth: 0, ..Options::default() });
    }
    inspector.display(value)
}

/// `%d`: the number that a primitive value, a boxed one or a date stands for.
fn number(value: &JsValue, inspector: &mut Inspector<'_>) -> f64 {
    let primitive = match value.variant() {
        JsVariant::Symbol(_) => return f64::NAN,
        JsVariant::Object(object) if object.is::<Date>() => {
            let time = JsDate::from_object(object).and_then(|date| date.get_time(inspector.context));
            return time.ok().and_then(|time| time.as_number()).unwrap_or(f64::NAN);
        }
        JsVariant::Object(object) => match unboxed(&object) {
            Some((_, primitive)) if !primitive.is_symbol() => primitive,
            _ => return f64::NAN,
        },
        _ => value.clone(),
    };
    primitive.to_number(inspector.context).unwrap_or(f64::NAN)
}

fn slice(text: &JsString, start: usize, end: usize) -> String {
    text.get(start..end).map_or(String::new(), |part| part.to_std_string_lossy())
}
