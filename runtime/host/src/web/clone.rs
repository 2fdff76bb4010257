//! `structuredClone` (HTML Standard, 2.7), without transferring.

use boa_engine::builtins::error::Error;
use boa_engine::object::FunctionObjectBuilder;
use boa_engine::object::builtins::{JsArray, JsArrayBuffer, JsDataView, JsDate, JsMap, JsRegExp, JsSet, JsTypedArray};
use boa_engine::property::{Attribute, PropertyKey};
use boa_engine::value::JsVariant;
use boa_engine::{Context, JsObject, JsResult, JsString, JsValue, NativeFunction, js_string};

use super::blob::Blob;
use super::bytes;
use super::class::type_error;
use super::exception;

/// Objects within objects; more than any data has, less than the native stack holds.
const DEEPEST: usize = 20_000;

pub(super) fn install(context: &mut Context) -> JsResult<()> {
    let name = js_string!("structuredClone");
    let native = NativeFunction::from_fn_ptr(structured_clone);
    let function = FunctionObjectBuilder::new(context.realm(), native).name(name.clone()).length(1).build();
    context.register_global_property(name, function, Attribute::all())
}

fn structured_clone(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let value = arguments.first().ok_or_else(|| type_error("structuredClone: argument 1 is missing"))?;
    Cloner { copies: Vec::new(), known: std::collections::HashMap::new() }.value(value, 0, context)
}

struct Cloner {
    /// Each object that was met, with its copy.
    copies: Vec<(JsObject, JsObject)>,
    /// Where in that list an object is, by its address.
    known: std::collections::HashMap<usize, usize>,
}

impl Cloner {
    fn value(&mut self, value: &JsValue, depth: usize, context: &mut Context) -> JsResult<JsValue> {
        match value.variant() {
            JsVariant::Object(object) => self.object(&object, depth, context).map(JsValue::from),
            JsVariant::Symbol(_) => Err(refused("a symbol", context)),
            _ => Ok(value.clone()),
        }
    }

    fn object(&mut self, object: &JsObject, depth: usize, context: &mut Context) -> JsResult<JsObject> {
        if let Some(index) = self.known.get(&address(object)) {
            return Ok(self.copies[*index].1.clone());
        }
        if depth > DEEPEST {
            return Err(refused("data that are nested so deeply", context));
        }
        if object.is_callable() {
            return Err(refused("a function", context));
        }
        if let Some(copy) = leaf(object, context)? {
            return Ok(self.keep(object, copy));
        }
        if let Ok(view) = JsTypedArray::from_object(object.clone()) {
            return self.view(object, &view.buffer(context)?, view.byte_offset(context)? as f64, depth, context);
        }
        if let Ok(view) = JsDataView::from_object(object.clone()) {
            return self.view(object, &view.buffer(context)?, view.byte_offset(context)? as f64, depth, context);
        }
        if let Ok(map) = JsMap::from_object(object.clone()) {
            let mut entries = Vec::new();
            map.for_each_native(|key, value| {
                entries.push((key, value));
                Ok(())
            })?;
            let copy = JsMap::new(context);
            self.keep(object, copy.clone().into());
            for (key, value) in entries {
                let (key, value) = (self.value(&key, depth + 1, context)?, self.value(&value, depth + 1, context)?);
                copy.set(key, value, context)?;
            }
            return Ok(copy.into());
        }
        if let Ok(set) = JsSet::from_object(object.clone()) {
            let mut members = Vec::new();
            set.for_each_native(|member| {
                members.push(member);
                Ok(())
            })?;
            let copy = JsSet::new(context);
            self.keep(object, copy.clone().into());
            for member in members {
                let member = self.value(&member, depth + 1, context)?;
                copy.add(member, context)?;
            }
            return Ok(copy.into());
        }
        let copy: JsObject = if object.is_array() {
            let copy = JsArray::new(context)?;
            let length = object.get(js_string!("length"), context)?;
            copy.set(js_string!("length"), length, true, context)?;
            copy.into()
        } else if object.is::<Error>() {
            return self.error(object, context);
        } else {
            JsObject::with_object_proto(context.intrinsics())
        };
        self.keep(object, copy.clone());
        for key in object.own_property_keys(context)? {
            if matches!(key, PropertyKey::Symbol(_)) || !is_enumerable(object, &key, context)? {
                continue;
            }
            let value = object.get(key.clone(), context)?;
            let value = self.value(&value, depth + 1, context)?;
            copy.create_data_property_or_throw(key, value, context)?;
        }
        Ok(copy)
    }

    /// A view of the same kind on a copy of the buffer, which other views may share.
    fn view(
        &mut self,
        object: &JsObject,
        buffer: &JsValue,
        offset: f64,
        depth: usize,
        context: &mut Context,
    ) -> JsResult<JsObject> {
        let buffer = self.value(buffer, depth + 1, context)?;
        let is_view = JsDataView::from_object(object.clone()).is_ok();
        let length = object.get(JsString::from(if is_view { "byteLength" } else { "length" }), context)?;
        let constructor = if is_view {
            context.intrinsics().constructors().data_view().constructor()
        } else {
            let name = object.get(boa_engine::JsSymbol::to_string_tag(), context)?.to_string(context)?;
            let constructor = context.global_object().get(name, context)?.as_constructor();
            constructor.ok_or_else(|| refused("this kind of view", context))?
        };
        let copy = constructor.construct(&[buffer, offset.into(), length], None, context)?;
        Ok(self.keep(object, copy))
    }

    fn error(&mut self, object: &JsObject, context: &mut Context) -> JsResult<JsObject> {
        let name = object.get(js_string!("name"), context)?.to_string(context)?.to_std_string_lossy();
        let constructors = context.intrinsics().constructors();
        let constructor = match name.as_str() {
            "TypeError" => constructors.type_error(),
            "RangeError" => constructors.range_error(),
            "SyntaxError" => constructors.syntax_error(),
            "ReferenceError" => constructors.reference_error(),
            "EvalError" => constructors.eval_error(),
            "URIError" => constructors.uri_error(),
            _ => constructors.error(),
        }
        .constructor();
        let message = object.get(js_string!("message"), context)?;
        let copy = constructor.construct(&[message], None, context)?;
        Ok(self.keep(object, copy))
    }

    fn keep(&mut self, object: &JsObject, copy: JsObject) -> JsObject {
        self.known.insert(address(object), self.copies.len());
        self.copies.push((object.clone(), copy.clone()));
        copy
    }
}

/// The copy of an object that holds no other one.
fn leaf(object: &JsObject, context: &mut Context) -> JsResult<Option<JsObject>> {
    let value = JsValue::from(object.clone());
    if let Ok(buffer) = JsArrayBuffer::from_object(object.clone()) {
        let Some(content) = buffer.to_vec() else { return Err(refused("a detached ArrayBuffer", context)) };
        return Ok(Some(bytes::buffer(&content, context)?.into()));
    }
    if let Ok(date) = JsDate::from_object(object.clone()) {
        let time = date.get_time(context)?;
        let date = context.intrinsics().constructors().date().constructor();
        return date.construct(&[time], None, context).map(Some);
    }
    if JsRegExp::from_object(object.clone()).is_ok() {
        let (source, flags) = (object.get(js_string!("source"), context)?, object.get(js_string!("flags"), context)?);
        let regexp = context.intrinsics().constructors().regexp().constructor();
        return regexp.construct(&[source, flags], None, context).map(Some);
    }
    if object.is::<Blob>() {
        let size = object.get(js_string!("size"), context)?;
        let slice = object.get(js_string!("slice"), context)?.as_callable();
        let kind = object.get(js_string!("type"), context)?;
        return Ok(match slice {
            Some(slice) => slice.call(&value, &[0.into(), size, kind], context)?.as_object(),
            None => None,
        });
    }
    // Objects around a boolean, a number, a string or a BigInt.
    if object.is::<bool>() || object.is::<f64>() || object.is::<JsString>() || object.is::<boa_engine::JsBigInt>() {
        let primitive = value.to_primitive(context, boa_engine::value::PreferredType::Default)?;
        return primitive.to_object(context).map(Some);
    }
    Ok(None)
}

fn is_enumerable(object: &JsObject, key: &PropertyKey, context: &mut Context) -> JsResult<bool> {
    let asks = context.intrinsics().constructors().object().prototype();
    let asks = asks.get(js_string!("propertyIsEnumerable"), context)?.as_callable();
    let Some(asks) = asks else { return Ok(true) };
    Ok(asks.call(&object.clone().into(), &[key.clone().into()], context)?.to_boolean())
}

fn address(object: &JsObject) -> usize {
    std::ptr::from_ref(object.as_ref()).addr()
}

fn refused(what: &str, context: &mut Context) -> boa_engine::JsError {
    exception::error("DataCloneError", &format!("structuredClone: {what} cannot be cloned"), context)
}
