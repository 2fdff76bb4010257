//! The methods of texts, lists and numbers that views call: those that take no function and change nothing.

use std::rc::Rc;

use crate::Value;

/// A text that is made longer than this is left as it is.
const MAX_UNITS: usize = 1 << 20;

/// What a method returns; none, where views know no such method.
pub(super) fn call(object: &Value, name: &str, arguments: &[Value]) -> Option<Value> {
    match object {
        Value::Text(text) => of_text(text, name, arguments),
        Value::List(items) => match name {
            "toString" => Some(Value::text(object.to_text())),
            _ => of_list(items, name, arguments),
        },
        Value::Number(number) => match name {
            "toFixed" => to_fixed(*number, arguments.first().map_or(0.0, Value::to_number)).map(Value::text),
            "toString" if arguments.is_empty() => Some(Value::text(object.to_text())),
            _ => None,
        },
        Value::Boolean(_) if name == "toString" => Some(Value::text(object.to_text())),
        _ => None,
    }
}

fn of_text(text: &Rc<str>, name: &str, arguments: &[Value]) -> Option<Value> {
    let argument = |index: usize| arguments.get(index).filter(|value| **value != Value::Undefined);
    let first = || arguments.first().cloned().unwrap_or_default().to_text();
    let units = || text.encode_utf16().collect::<Vec<_>>();
    let part = |units: &[u16], from: usize, to: usize| {
        Value::text(String::from_utf16_lossy(units.get(from..to.max(from)).unwrap_or_default()))
    };
    Some(match name {
        "toString" | "valueOf" => Value::Text(Rc::clone(text)),
        "toLowerCase" => Value::text(text.to_lowercase()),
        "toUpperCase" => Value::text(text.to_uppercase()),
        "trim" => Value::text(text.trim()),
        "includes" => Value::Boolean(text.contains(&first())),
        "startsWith" => Value::Boolean(text.starts_with(&first())),
        "endsWith" => Value::Boolean(text.ends_with(&first())),
        "indexOf" => position(text, text.find(&first())),
        "lastIndexOf" => position(text, text.rfind(&first())),
        "concat" => Value::text(arguments.iter().fold(text.to_string(), |text, more| text + &more.to_text())),
        "charAt" => {
            let (units, at) = (units(), integer(argument(0), 0.0));
            let at = clamped(at, units.len());
            part(&units, at, at + usize::from(at < units.len()))
        }
        "slice" => {
            let units = units();
            let (from, to) = range(arguments, units.len());
            part(&units, from, to)
        }
        "substring" => {
            let units = units();
            let end = argument(1).map_or(units.len(), |end| clamped(integer(Some(end), 0.0), units.len()));
            let start = clamped(integer(argument(0), 0.0), units.len());
            part(&units, start.min(end), start.max(end))
        }
        "substr" => {
            let units = units();
            let (start, _) = range(arguments, units.len());
            let left = units.len() - start;
            let length = argument(1).map_or(left, |length| clamped(integer(Some(length), 0.0), left));
            part(&units, start, start + length)
        }
        "replace" => match arguments {
            [Value::Text(from), to] => Value::text(text.replacen(&**from, &to.to_text(), 1)),
            _ => return None,
        },
        "split" => {
            let pieces: Vec<Value> = match argument(0) {
                None => vec![Value::Text(Rc::clone(text))],
                Some(by) if by.to_text().is_empty() => units().chunks(1).map(|unit| part(unit, 0, 1)).collect(),
                Some(by) => text.split(&*by.to_text()).map(Value::text).collect(),
            };
            Value::List(Rc::new(pieces))
        }
        "padStart" | "padEnd" => {
            let filler: Vec<u16> = argument(1).map_or_else(|| " ".to_owned(), Value::to_text).encode_utf16().collect();
            let units = units();
            let missing = clamped(integer(argument(0), 0.0), MAX_UNITS).saturating_sub(units.len());
            let padding: Vec<u16> = filler.iter().copied().cycle().take(missing).collect();
            let padded = if name == "padStart" { [padding, units].concat() } else { [units, padding].concat() };
            Value::text(String::from_utf16_lossy(&padded))
        }
        _ => return None,
    })
}

fn of_list(items: &[Value], name: &str, arguments: &[Value]) -> Option<Value> {
    let wanted = arguments.first().cloned().unwrap_or_default();
    Some(match name {
        "join" => {
            let by = if wanted == Value::Undefined { ",".to_owned() } else { wanted.to_text() };
            Value::text(items.iter().map(Value::shown).collect::<Vec<_>>().join(&by))
        }
        "includes" => Value::Boolean(items.iter().any(|item| item.strictly_equals(&wanted))),
        "indexOf" => {
            let found = items.iter().position(|item| item.strictly_equals(&wanted));
            found.map_or(Value::Number(-1.0), Value::of_count)
        }
        "slice" => {
            let (from, to) = range(arguments, items.len());
            Value::List(Rc::new(items.get(from..to.max(from)).unwrap_or_default().to_vec()))
        }
        "concat" => {
            let mut list = items.to_vec();
            for more in arguments {
                match more {
                    Value::List(more) => list.extend(more.iter().cloned()),
                    one => list.push(one.clone()),
                }
            }
            Value::List(Rc::new(list))
        }
        _ => return None,
    })
}

/// The place of a byte as the number of UTF-16 units before it; -1 for none.
fn position(text: &str, byte: Option<usize>) -> Value {
    let before = byte.and_then(|byte| text.get(..byte));
    before.map_or(Value::Number(-1.0), |before| Value::of_count(before.encode_utf16().count()))
}

fn integer(value: Option<&Value>, usual: f64) -> f64 {
    let number = value.map_or(usual, Value::to_number);
    if number.is_nan() { 0.0 } else { number.trunc() }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and a length")]
fn clamped(number: f64, length: usize) -> usize {
    if number <= 0.0 { 0 } else { length.min(number.min(4_294_967_295.0) as usize) }
}

/// The range that the two arguments of `slice` mean, negative ones counted from the end.
fn range(arguments: &[Value], length: usize) -> (usize, usize) {
    let at = |value: Option<&Value>, usual: usize| match value.filter(|value| **value != Value::Undefined) {
        None => usual,
        Some(value) => match integer(Some(value), 0.0) {
            number if number < 0.0 => length - clamped(-number, length),
            number => clamped(number, length),
        },
    };
    (at(arguments.first(), 0), at(arguments.get(1), length))
}

/// `number.toFixed(digits)`: halves go away from zero.
fn to_fixed(number: f64, digits: f64) -> Option<String> {
    /// More digits than any half has that a number can be.
    const EXACT: usize = 80;
    let digits = clamped(if digits.is_nan() { 0.0 } else { digits.trunc() }, 100);
    if !number.is_finite() || number.abs() >= 1e21 {
        return Some(crate::number::to_text(number));
    }
    let exact = format!("{:.1$}", number.abs(), digits + EXACT);
    let tail = exact.get(exact.len() - EXACT..)?;
    let is_half = tail.starts_with('5') && tail.bytes().skip(1).all(|digit| digit == b'0');
    let shown = match is_half {
        // The next larger number is beyond the half, and rounds to the same digits.
        true => format!("{:.digits$}", number.abs().next_up()),
        false => format!("{:.digits$}", number.abs()),
    };
    let is_negative = number < 0.0;
    Some(if is_negative { format!("-{shown}") } else { shown })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_go_away_from_zero() {
        for (number, digits, text) in [
            (0.5, 0.0, "1"),
            (2.5, 0.0, "3"),
            (-2.5, 0.0, "-3"),
            (1.005, 2.0, "1.00"),
            (1.45, 1.0, "1.4"),
            (10.235, 2.0, "10.23"),
            (1.25, 1.0, "1.3"),
            (0.0, 2.0, "0.00"),
            (1e21, 2.0, "1e+21"),
            (123.456, 1.0, "123.5"),
        ] {
            assert_eq!(to_fixed(number, digits).as_deref(), Some(text), "{number}");
        }
    }
}
