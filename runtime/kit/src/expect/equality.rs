//! When two values are equal.

use std::collections::{HashMap, HashSet};

use boa_engine::builtins::error::Error as ErrorObject;
use boa_engine::builtins::function::OrdinaryFunction;
use boa_engine::object::builtins::{JsArrayBuffer, JsDataView, JsDate, JsMap, JsProxy, JsRegExp, JsSet, JsTypedArray};
use boa_engine::property::PropertyKey;
use boa_engine::{Context, JsBigInt, JsObject, JsResult, JsString, JsSymbol, JsValue, js_string};

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
    Comparison { rules, depth: 0, taken: HashSet::new(), trail: Vec::new() }.equal(received, expected, context)
}

type Pair = (JsObject, JsObject);

struct Comparison {
    rules: Rules,
    depth: usize,
    /// The objects that are being compared, and those that were found equal: a cycle is equal to a cycle of the same
    /// shape, and what is shared is compared once.
    taken: HashSet<Pair>,
    /// The same, in the order of their coming: a difference takes back everything that was built on it.
    trail: Vec<Pair>,
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
        let pair = (left.clone(), right.clone());
        if self.taken.contains(&pair) {
            return Ok(true);
        }
        if self.depth >= DEEPEST {
            return Ok(false);
        }
        let before = self.trail.len();
        self.taken.insert(pair.clone());
        self.trail.push(pair);
        self.depth += 1;
        let equal = self.objects(&left, &right, context);
        self.depth -= 1;
        if !matches!(equal, Ok(true)) {
            for pair in self.trail.drain(before..) {
                self.taken.remove(&pair);
            }
        }
        equal
    }

    fn objects(&mut self, left: &JsObject, right: &JsObject, context: &mut Context) -> JsResult<bool> {
        let is_array = is_array(right, context)?;
        let wanted = special(right, context)?;
        // Members are all that a plain object asks for where it is a subset, of whatever has them.
        if self.rules == Rules::Subset && !is_array && wanted.is_none() && !right.is_callable() {
            return self.members(left, right, context);
        }
        if left.is_callable() || right.is_callable() || self::is_array(left, context)? != is_array {
            return Ok(false);
        }
        if self.rules == Rules::Strict && !same_class(left, right, context)? {
            return Ok(false);
        }
        match (special(left, context)?, wanted) {
            (None, None) => {}
            (Some(a), Some(b)) if a.kind == b.kind => {
                if a.text != b.text || a.items.len() != b.items.len() {
                    return Ok(false);
                }
                // Their own members are details of their making, but for plain objects.
                return match a.kind {
                    Kind::Set | Kind::Map => self.unordered(&a, &b, context),
                    // What is no date is not the same as another that is none.
                    Kind::Date => Ok(a.text != "NaN"),
                    _ => self.all(&a.items, &b.items, context),
                };
            }
            _ => return Ok(false),
        }
        if is_array && length(left, context)? != length(right, context)? {
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
            let may_lack = match self.rules {
                Rules::Loose => true,
                Rules::Strict => false,
                // A hole of an array.
                Rules::Subset => right.is_array(),
            };
            if !(present || may_lack && expected.is_undefined()) {
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
    /// made in the same order is compared in a straight line; a primitive has its place in a table.
    fn unordered(&mut self, left: &Special, right: &Special, context: &mut Context) -> JsResult<bool> {
        let mut rest: Vec<&[JsValue]> = Vec::new();
        let mut free: Vec<&[JsValue]> = Vec::new();
        let mut primitives: HashMap<&JsValue, &[JsValue]> = HashMap::new();
        for (a, b) in left.entries().zip(right.entries()) {
            if self.all(a, b, context)? {
                continue;
            }
            rest.push(a);
            if b[0].is_object() {
                free.push(b);
            } else {
                primitives.insert(&b[0], b);
            }
        }
        for a in rest {
            if let Some(b) = primitives.get(&a[0]).copied()
                && self.all(&a[1..], &b[1..], context)?
            {
                primitives.remove(&a[0]);
                continue;
            }
            let mut found = None;
            for (index, b) in free.iter().enumerate() {
                if self.all(a, b, context)? {
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
    /// For a map, keys and values by turns.
    items: Vec<JsValue>,
}

impl Special {
    /// The items of a set, and the pairs of a map.
    fn entries(&self) -> std::slice::ChunksExact<'_, JsValue> {
        self.items.chunks_exact(if self.kind == Kind::Map { 2 } else { 1 })
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Date,
    RegExp,
    Error,
    Map,
    Set,
    Bytes,
    View,
    TypedArray,
    Boxed,
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
        // Jest looks at nothing else but, where it is strict, the class.
        let items = vec![object.get(js_string!("message"), context)?];
        return made(Kind::Error, String::new(), items);
    }
    if let Ok(map) = JsMap::from_object(object.clone()) {
        let mut items = Vec::new();
        map.for_each_native(|key, value| {
            items.extend([key, value]);
            Ok(())
        })?;
        return made(Kind::Map, String::new(), items);
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
    if let Ok(view) = JsDataView::from_object(object.clone()) {
        let mut bytes = Vec::new();
        for at in 0..view.byte_length(context)? as usize {
            bytes.push(view.get_uint8(at, true, context)?);
        }
        return made(Kind::View, hex(&bytes), Vec::new());
    }
    if let Ok(array) = JsTypedArray::from_object(object.clone()) {
        let mut items = Vec::new();
        for at in 0..array.length(context)? {
            items.push(object.get(at, context)?);
        }
        return made(Kind::TypedArray, format!("{:?}", array.kind()), items);
    }
    if let Some(primitive) = boxed(object) {
        return made(Kind::Boxed, String::new(), vec![primitive]);
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

/// Whether an object is an array, or a proxy of one.
fn is_array(object: &JsObject, context: &mut Context) -> JsResult<bool> {
    if object.is_array() || JsProxy::from_object(object.clone()).is_err() {
        return Ok(object.is_array());
    }
    let array = context.intrinsics().constructors().array().constructor();
    let Some(is_array) = array.get(js_string!("isArray"), context)?.as_function() else { return Ok(false) };
    Ok(is_array.call(&JsValue::undefined(), &[object.clone().into()], context)?.to_boolean())
}

pub(super) fn length(object: &JsObject, context: &mut Context) -> JsResult<u64> {
    object.get(js_string!("length"), context)?.to_length(context)
}

/// Whether two objects have the same class. The engine's own classes exist once in each realm: there the name counts.
fn same_class(left: &JsObject, right: &JsObject, context: &mut Context) -> JsResult<bool> {
    let left = left.get(js_string!("constructor"), context)?;
    let right = right.get(js_string!("constructor"), context)?;
    let (Some(a), Some(b)) = (left.as_object(), right.as_object()) else {
        return Ok(JsValue::same_value(&left, &right));
    };
    if JsObject::equals(&a, &b) {
        return Ok(true);
    }
    if a.is::<OrdinaryFunction>() || b.is::<OrdinaryFunction>() {
        return Ok(false);
    }
    Ok(a.get(js_string!("name"), context)? == b.get(js_string!("name"), context)?)
}

/// The primitive inside of `new Number(1)` and its kin.
fn boxed(object: &JsObject) -> Option<JsValue> {
    if let Some(number) = object.downcast_ref::<f64>() {
        return Some((*number).into());
    }
    if let Some(truth) = object.downcast_ref::<bool>() {
        return Some((*truth).into());
    }
    if let Some(text) = object.downcast_ref::<JsString>() {
        return Some(text.clone().into());
    }
    if let Some(number) = object.downcast_ref::<JsBigInt>() {
        return Some(number.clone().into());
    }
    object.downcast_ref::<JsSymbol>().map(|symbol| symbol.clone().into())
}
