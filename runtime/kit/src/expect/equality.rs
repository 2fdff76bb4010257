//! When two values are equal.

use boa_engine::builtins::error::Error as ErrorObject;
use boa_engine::object::builtins::{JsArrayBuffer, JsDate, JsMap, JsRegExp, JsSet};
use boa_engine::property::PropertyKey;
use boa_engine::{Context, JsObject, JsResult, JsValue, js_string};

use super::asymmetric;

/// How deep values are compared; deeper ones are said to differ rather than to overflow the stack.
const DEEPEST: usize = 500;

/// What counts as equal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rules {
    /// `toEqual`: a member that is undefined is as good as none.
    Loose,
    /// `toStrictEqual`: it is not, and classes count.
    Strict,
    /// `toMatchObject`: the expected members must be there; others may.
    Subset,
}

/// Whether `received` equals `expected`, which may hold asymmetric matchers.
///
/// # Errors
/// What getters and proxies of page code throw.
pub(crate) fn equal(received: &JsValue, expected: &JsValue, rules: Rules, context: &mut Context) -> JsResult<bool> {
    Comparison { rules, pairs: Vec::new() }.equal(received, expected, context)
}

struct Comparison {
    rules: Rules,
    /// The objects that are being compared, outermost first: a cycle is equal to a cycle of the same shape.
    pairs: Vec<(JsObject, JsObject)>,
}

impl Comparison {
    fn equal(&mut self, received: &JsValue, expected: &JsValue, context: &mut Context) -> JsResult<bool> {
        if let Some(matches) = asymmetric::matches(expected, received, context)? {
            return Ok(matches);
        }
        let (Some(left), Some(right)) = (received.as_object(), expected.as_object()) else {
            return Ok(JsValue::same_value(received, expected));
        };
        if JsObject::equals(&left, &right) {
            return Ok(true);
        }
        if self.pairs.iter().any(|(a, b)| JsObject::equals(a, &left) && JsObject::equals(b, &right)) {
            return Ok(true);
        }
        if self.pairs.len() >= DEEPEST {
            return Ok(false);
        }
        self.pairs.push((left.clone(), right.clone()));
        let equal = self.objects(&left, &right, context);
        self.pairs.pop();
        equal
    }

    fn objects(&mut self, left: &JsObject, right: &JsObject, context: &mut Context) -> JsResult<bool> {
        if left.is_callable() || right.is_callable() || left.is_array() != right.is_array() {
            return Ok(false);
        }
        match (special(left, context)?, special(right, context)?) {
            (None, None) => {}
            (Some(a), Some(b)) if a.kind == b.kind => {
                if a.text != b.text || a.items.len() != b.items.len() {
                    return Ok(false);
                }
                let equal = if a.kind == Kind::Set || a.kind == Kind::Map {
                    self.unordered(&a.items, &b.items, context)?
                } else {
                    self.all(&a.items, &b.items, context)?
                };
                // Their own members are details of their making, but for plain objects.
                return Ok(equal);
            }
            _ => return Ok(false),
        }
        if left.is_array() && length(left, context)? != length(right, context)? {
            return Ok(false);
        }
        if self.rules == Rules::Strict && class_of(left, context)? != class_of(right, context)? {
            return Ok(false);
        }
        self.members(left, right, context)
    }

    fn members(&mut self, left: &JsObject, right: &JsObject, context: &mut Context) -> JsResult<bool> {
        for key in keys(right, context)? {
            let expected = right.get(key.clone(), context)?;
            let present = match self.rules {
                Rules::Subset => left.has_property(key.clone(), context)?,
                _ => left.has_own_property(key.clone(), context)?,
            };
            if !present && (self.rules != Rules::Loose || !expected.is_undefined()) {
                return Ok(false);
            }
            let received = left.get(key, context)?;
            if !self.equal(&received, &expected, context)? {
                return Ok(false);
            }
        }
        // Arrays within a subset are compared whole: their lengths are equal by now.
        if self.rules == Rules::Subset {
            return Ok(true);
        }
        for key in keys(left, context)? {
            if !right.has_own_property(key.clone(), context)?
                && (self.rules == Rules::Strict || !left.get(key, context)?.is_undefined())
            {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn all(&mut self, left: &[JsValue], right: &[JsValue], context: &mut Context) -> JsResult<bool> {
        for (a, b) in left.iter().zip(right) {
            if !self.equal(a, b, context)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Each item of one side has an equal one on the other. Items at the same place are tried first, so that what was
    /// made in the same order is compared in a straight line.
    fn unordered(&mut self, left: &[JsValue], right: &[JsValue], context: &mut Context) -> JsResult<bool> {
        let mut free: Vec<&JsValue> = Vec::new();
        let mut rest: Vec<&JsValue> = Vec::new();
        for (a, b) in left.iter().zip(right) {
            if !self.equal(a, b, context)? {
                rest.push(a);
                free.push(b);
            }
        }
        for a in rest {
            let mut found = None;
            for (index, b) in free.iter().enumerate() {
                if self.equal(a, b, context)? {
                    found = Some(index);
                    break;
                }
            }
            match found {
                Some(index) => drop(free.swap_remove(index)),
                None => return Ok(false),
            }
        }
        Ok(true)
    }
}

/// What an object holds that is no member of it.
struct Special {
    kind: Kind,
    text: String,
    items: Vec<JsValue>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Date,
    RegExp,
    Error,
    Map,
    Set,
    Bytes,
}

fn special(object: &JsObject, context: &mut Context) -> JsResult<Option<Special>> {
    let made = |kind, text, items| Ok(Some(Special { kind, text, items }));
    if let Ok(date) = JsDate::from_object(object.clone()) {
        let time = date.get_time(context)?;
        return made(Kind::Date, time.display().to_string(), Vec::new());
    }
    if let Ok(pattern) = JsRegExp::from_object(object.clone()) {
        return made(Kind::RegExp, pattern.to_string(context)?, Vec::new());
    }
    if object.is::<ErrorObject>() {
        let (name, message) = (js_string!("name"), js_string!("message"));
        let items = vec![object.get(name, context)?, object.get(message, context)?];
        return made(Kind::Error, String::new(), items);
    }
    if let Ok(map) = JsMap::from_object(object.clone()) {
        let mut items = Vec::new();
        map.for_each_native(|key, value| {
            items.push((key, value));
            Ok(())
        })?;
        let pairs = items
            .into_iter()
            .map(|(key, value)| boa_engine::object::builtins::JsArray::from_iter([key, value], context).into());
        let pairs = pairs.collect();
        return made(Kind::Map, String::new(), pairs);
    }
    if let Ok(set) = JsSet::from_object(object.clone()) {
        let mut items = Vec::new();
        set.for_each_native(|item| {
            items.push(item);
            Ok(())
        })?;
        return made(Kind::Set, String::new(), items);
    }
    if let Ok(buffer) = JsArrayBuffer::from_object(object.clone()) {
        let bytes = buffer.data().map(|bytes| bytes.to_vec()).unwrap_or_default();
        return made(Kind::Bytes, hex(&bytes), Vec::new());
    }
    Ok(None)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The own enumerable keys, symbols included.
pub(super) fn keys(object: &JsObject, context: &mut Context) -> JsResult<Vec<PropertyKey>> {
    let mut keys = Vec::new();
    for key in object.own_property_keys(context)? {
        let property = object.borrow().properties().get(&key);
        if property.is_none_or(|property| property.enumerable().unwrap_or(true)) {
            keys.push(key);
        }
    }
    Ok(keys)
}

pub(super) fn length(object: &JsObject, context: &mut Context) -> JsResult<u64> {
    object.get(js_string!("length"), context)?.to_length(context)
}

/// The name of the object's class; classes of the same name in two realms are the same one.
fn class_of(object: &JsObject, context: &mut Context) -> JsResult<String> {
    let constructor = object.get(js_string!("constructor"), context)?;
    let Some(constructor) = constructor.as_object() else { return Ok(String::new()) };
    let name = constructor.get(js_string!("name"), context)?;
    Ok(name.as_string().map(|name| name.to_std_string_lossy()).unwrap_or_default())
}
