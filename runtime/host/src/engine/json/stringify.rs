//! `JSON.stringify` (ECMA-262, 25.5.2).

use std::collections::HashSet;
use std::fmt::Write;

use boa_engine::property::PropertyKey;
use boa_engine::value::{IntegerOrInfinity, JsVariant};
use boa_engine::{Context, JsBigInt, JsError, JsNativeError, JsObject, JsResult, JsString, JsValue, js_string};

use super::helpers::Helpers;
use super::out::Out;
use super::{DEEPEST, too_deep};

/// The most white space that a level is indented by.
const WIDEST_GAP: usize = 10;

pub(super) fn stringify(arguments: &[JsValue], helpers: &Helpers, context: &mut Context) -> JsResult<JsValue> {
    let argument = |index: usize| arguments.get(index).cloned().unwrap_or_default();
    let (replacer, names) = replacer(&argument(1), helpers, context)?;
    let gap = gap(argument(2), context)?;
    let mut writer =
        Writer { helpers, replacer, names, gap, open: Vec::new(), deep: HashSet::new(), calls: 0, out: Out::default() };
    let value = argument(0);
    // Only who can see the holder needs one.
    let holder = writer.replacer.is_some().then(|| JsObject::with_object_proto(context.intrinsics()));
    if let Some(holder) = &holder {
        holder.create_data_property_or_throw(js_string!(), value.clone(), context)?;
    }
    let value = writer.prepared(value, &js_string!(), holder.as_ref(), context)?;
    let is_written = writer.write(value, &js_string!(), context)?;
    Ok(if is_written { writer.out.finish().into() } else { JsValue::undefined() })
}

/// A replacer function, or the names of members that are wanted.
fn replacer(
    given: &JsValue,
    helpers: &Helpers,
    context: &mut Context,
) -> JsResult<(Option<JsObject>, Option<Vec<JsString>>)> {
    let Some(object) = given.as_object() else { return Ok((None, None)) };
    if object.is_callable() {
        return Ok((Some(object), None));
    }
    if !helpers.is_array(&object, context)? {
        return Ok((None, None));
    }
    let mut names = Vec::new();
    let length = object.get(js_string!("length"), context)?.to_length(context)?;
    for index in 0..length {
        let item = object.get(index, context)?;
        let is_boxed = item.as_object().is_some_and(|object| object.is::<JsString>() || object.is::<f64>());
        if item.is_string() || item.is_number() || is_boxed {
            let name = item.to_string(context)?;
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    Ok((None, Some(names)))
}

/// What each level is indented by.
fn gap(mut space: JsValue, context: &mut Context) -> JsResult<JsString> {
    if let Some(object) = space.as_object() {
        if object.is::<f64>() {
            space = space.to_number(context)?.into();
        } else if object.is::<JsString>() {
            space = space.to_string(context)?.into();
        }
    }
    if space.is_number() {
        let width = match space.to_integer_or_infinity(context)? {
            IntegerOrInfinity::Integer(width) => usize::try_from(width).unwrap_or(0).min(WIDEST_GAP),
            IntegerOrInfinity::PositiveInfinity => WIDEST_GAP,
            IntegerOrInfinity::NegativeInfinity => 0,
        };
        return Ok(JsString::from(" ".repeat(width).as_str()));
    }
    let Some(text) = space.as_string() else { return Ok(js_string!()) };
    Ok(text.get(..WIDEST_GAP).unwrap_or(text))
}

/// An object that is being written, and what it is called.
struct Open {
    object: JsObject,
    name: JsString,
}

/// So many levels are looked through one by one.
const SHALLOW: usize = 32;

/// Where an object is; the collector moves none.
fn address(object: &JsObject) -> usize {
    std::ptr::from_ref(object.as_ref()).addr()
}

struct Writer<'a> {
    helpers: &'a Helpers,
    replacer: Option<JsObject>,
    names: Option<Vec<JsString>>,
    gap: JsString,
    open: Vec<Open>,
    /// Where those of them are in memory that lie deeper than the first few: looking through all at each level would take the
    /// square of the time.
    deep: HashSet<usize>,
    /// How often page code may have run so far: values that were read before may have changed.
    calls: usize,
    out: Out,
}

impl Writer<'_> {
    /// The value that is written for `value`, after its `toJSON` and the replacer.
    fn prepared(
        &mut self,
        mut value: JsValue,
        name: &JsString,
        holder: Option<&JsObject>,
        context: &mut Context,
    ) -> JsResult<JsValue> {
        if value.is_object() || value.is_bigint() {
            let method = match value.as_object() {
                Some(object) => {
                    self.calls += usize::from(!object.is_ordinary() && !object.is_array());
                    object.get(js_string!("toJSON"), context)?
                }
                None => value.to_object(context)?.get(js_string!("toJSON"), context)?,
            };
            if let Some(method) = method.as_callable() {
                self.calls += 1;
                value = method.call(&value, &[name.clone().into()], context)?;
            }
        }
        if let (Some(replacer), Some(holder)) = (&self.replacer, holder) {
            self.calls += 1;
            value = replacer.call(&holder.clone().into(), &[name.clone().into(), value], context)?;
        }
        Ok(value)
    }

    /// Writes `value`; `false` where it has no form in JSON.
    fn write(&mut self, value: JsValue, name: &JsString, context: &mut Context) -> JsResult<bool> {
        match value.variant() {
            JsVariant::Null => self.out.ascii("null"),
            JsVariant::Boolean(value) => self.out.ascii(if value { "true" } else { "false" }),
            JsVariant::String(text) => self.out.quoted(&text),
            JsVariant::Integer32(number) => self.integer(number),
            JsVariant::Float64(number) if number.is_finite() => {
                let text = value.to_string(context)?;
                self.out.string(&text);
            }
            JsVariant::Float64(_) => self.out.ascii("null"),
            JsVariant::BigInt(_) => return Err(no_bigint()),
            JsVariant::Object(object) => return self.object(&object, value, name, context),
            JsVariant::Undefined | JsVariant::Symbol(_) => return Ok(false),
        }
        Ok(true)
    }

    fn integer(&mut self, number: i32) {
        let mut text = String::with_capacity(11);
        // Writing to a string cannot fail.
        let _ = write!(text, "{number}");
        self.out.ascii(&text);
    }

    fn object(&mut self, object: &JsObject, value: JsValue, name: &JsString, context: &mut Context) -> JsResult<bool> {
        if object.is_callable() {
            return Ok(false);
        }
        if !object.is_ordinary() && !object.is_array() {
            self.calls += 1;
            if object.is::<f64>() {
                let number = value.to_number(context)?;
                return self.write(number.into(), name, context);
            }
            if object.is::<JsString>() {
                let text = value.to_string(context)?;
                return self.write(text.into(), name, context);
            }
            let boolean = object.downcast_ref::<bool>().map(|boolean| *boolean);
            if let Some(boolean) = boolean {
                return self.write(boolean.into(), name, context);
            }
            if object.is::<JsBigInt>() {
                return Err(no_bigint());
            }
            if let Some(text) = self.helpers.raw(object, context)? {
                self.out.string(&text);
                return Ok(true);
            }
        }
        if self.open.len() >= DEEPEST {
            return Err(too_deep());
        }
        if self.is_open(object) {
            return Err(self.circular(object, name));
        }
        if self.open.len() >= SHALLOW {
            self.deep.insert(address(object));
        }
        self.open.push(Open { object: object.clone(), name: name.clone() });
        if self.helpers.is_array(object, context)? {
            self.elements(object, context)?;
        } else {
            self.members(object, context)?;
        }
        self.open.pop();
        if self.open.len() >= SHALLOW {
            self.deep.remove(&address(object));
        }
        Ok(true)
    }

    fn is_open(&self, object: &JsObject) -> bool {
        self.open.iter().take(SHALLOW).any(|open| JsObject::equals(&open.object, object))
            || (!self.deep.is_empty() && self.deep.contains(&address(object)))
    }

    fn elements(&mut self, array: &JsObject, context: &mut Context) -> JsResult<()> {
        let length = array.get(js_string!("length"), context)?.to_length(context)?;
        self.out.ascii("[");
        for index in 0..length {
            if index > 0 {
                self.out.ascii(",");
            }
            self.line(self.open.len());
            let element = array.get(index, context)?;
            // Most elements need no name.
            let named = self.replacer.is_some() || element.is_object() || element.is_bigint();
            let name = if named { JsString::from(index.to_string()) } else { js_string!() };
            let element = self.prepared(element, &name, Some(array), context)?;
            if !self.write(element, &name, context)? {
                self.out.ascii("null");
            }
        }
        if length > 0 {
            self.line(self.open.len() - 1);
        }
        self.out.ascii("]");
        Ok(())
    }

    fn members(&mut self, object: &JsObject, context: &mut Context) -> JsResult<()> {
        let members = self.listed(object, context)?;
        let before = self.calls;
        let mut is_empty = true;
        self.out.ascii("{");
        for (name, key, known) in members {
            let value = match known {
                Some(value) if self.calls == before => value,
                _ => {
                    // There may be a getter.
                    self.calls += 1;
                    object.get(key, context)?
                }
            };
            let value = self.prepared(value, &name, Some(object), context)?;
            if matches!(value.variant(), JsVariant::Undefined | JsVariant::Symbol(_)) || value.is_callable() {
                continue;
            }
            if !is_empty {
                self.out.ascii(",");
            }
            is_empty = false;
            self.line(self.open.len());
            self.out.quoted(&name);
            self.out.ascii(if self.gap.is_empty() { ":" } else { ": " });
            // What has no form was left out above.
            self.write(value, &name, context)?;
        }
        if !is_empty {
            self.line(self.open.len() - 1);
        }
        self.out.ascii("}");
        Ok(())
    }

    /// The members to write, with the values of those that need no code to be read.
    fn listed(
        &mut self,
        object: &JsObject,
        context: &mut Context,
    ) -> JsResult<Vec<(JsString, PropertyKey, Option<JsValue>)>> {
        if let Some(names) = &self.names {
            let keyed = |name: &JsString| (name.clone(), PropertyKey::from(name.clone()), None);
            return Ok(names.iter().map(keyed).collect());
        }
        if !object.is_ordinary() {
            let names = self.helpers.names(object, context)?;
            return Ok(names.into_iter().map(|name| (name.clone(), PropertyKey::from(name), None)).collect());
        }
        let keys = object.own_property_keys(context)?;
        let object = object.borrow();
        let mut members = Vec::with_capacity(keys.len());
        for key in keys {
            let name = match &key {
                PropertyKey::String(name) => name.clone(),
                PropertyKey::Index(index) => JsString::from(index.get().to_string()),
                PropertyKey::Symbol(_) => continue,
            };
            let Some(property) = object.properties().get(&key) else { continue };
            if property.enumerable() == Some(true) {
                members.push((name, key, property.value().cloned()));
            }
        }
        Ok(members)
    }

    /// Begins a line of the level `depth`, where lines are wanted.
    fn line(&mut self, depth: usize) {
        if !self.gap.is_empty() {
            self.out.ascii("\n");
            for _ in 0..depth {
                self.out.string(&self.gap);
            }
        }
    }

    fn circular(&self, object: &JsObject, name: &JsString) -> JsError {
        let from = self.open.iter().position(|open| JsObject::equals(&open.object, object)).unwrap_or(0);
        let inside = self.open[from..].iter().skip(1).map(|open| &open.name).chain([name]);
        let path: Vec<String> = inside.map(JsString::to_std_string_lossy).collect();
        let message =
            format!("cannot write a circular structure as JSON: the object is its own member {}", path.join("."));
        JsNativeError::typ().with_message(message).into()
    }
}

fn no_bigint() -> JsError {
    JsNativeError::typ().with_message("cannot write a BigInt as JSON").into()
}
