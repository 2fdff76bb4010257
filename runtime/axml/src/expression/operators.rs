//! What operators make of values.

use std::cmp::Ordering;

use super::{Binary, Unary};
use crate::Value;
use crate::number::to_int32;

/// The value of an operator before its operand.
pub(super) fn unary(operator: Unary, operand: &Value) -> Value {
    match operator {
        Unary::Not => Value::Boolean(!operand.is_truthy()),
        Unary::Minus => Value::Number(-operand.to_number()),
        Unary::Plus => Value::Number(operand.to_number()),
        Unary::BitNot => Value::Number(f64::from(!to_int32(operand.to_number()))),
        Unary::TypeOf => Value::text(operand.type_name()),
        Unary::Void => Value::Undefined,
    }
}

/// The value of an operator between two operands, which are both evaluated.
pub(super) fn binary(operator: Binary, left: &Value, right: &Value) -> Value {
    use Binary as B;
    let (number, other) = (|| left.to_number(), || right.to_number());
    let bits = |operation: fn(i32, i32) -> i32| Value::Number(operation(to_int32(number()), to_int32(other())).into());
    let shift = || to_int32(other()).cast_unsigned() & 31;
    let order = |fits: fn(Ordering) -> bool| Value::Boolean(left.compare(right).is_some_and(fits));
    match operator {
        // These three are decided before their right side is evaluated.
        B::Coalesce | B::Or | B::And => right.clone(),
        B::BitOr => bits(|left, right| left | right),
        B::BitXor => bits(|left, right| left ^ right),
        B::BitAnd => bits(|left, right| left & right),
        B::Equal => Value::Boolean(left.loosely_equals(right)),
        B::NotEqual => Value::Boolean(!left.loosely_equals(right)),
        B::Same => Value::Boolean(left.strictly_equals(right)),
        B::NotSame => Value::Boolean(!left.strictly_equals(right)),
        B::Less => order(Ordering::is_lt),
        B::LessOrEqual => order(Ordering::is_le),
        B::Greater => order(Ordering::is_gt),
        B::GreaterOrEqual => order(Ordering::is_ge),
        B::In => Value::Boolean(has(right, &left.to_text())),
        B::ShiftLeft => Value::Number(to_int32(number()).wrapping_shl(shift()).into()),
        B::ShiftRight => Value::Number(to_int32(number()).wrapping_shr(shift()).into()),
        B::ShiftRightUnsigned => Value::Number(to_int32(number()).cast_unsigned().wrapping_shr(shift()).into()),
        B::Add if is_text(left) || is_text(right) => Value::text(left.to_text() + &right.to_text()),
        B::Add => Value::Number(number() + other()),
        B::Subtract => Value::Number(number() - other()),
        B::Multiply => Value::Number(number() * other()),
        B::Divide => Value::Number(number() / other()),
        B::Remainder => Value::Number(number() % other()),
        B::Power => Value::Number(number().powf(other())),
    }
}

/// Whether `+` with this value makes a text.
pub(super) const fn is_text(value: &Value) -> bool {
    matches!(value, Value::Text(_) | Value::List(_) | Value::Object(_) | Value::Opaque(_))
}

fn has(value: &Value, name: &str) -> bool {
    match value {
        Value::Object(fields) => fields.contains_key(name),
        Value::List(items) => name.parse().is_ok_and(|index: usize| index < items.len()),
        _ => false,
    }
}
