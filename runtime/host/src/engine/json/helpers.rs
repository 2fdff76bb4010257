//! Functions of the engine's own that are needed and that it has under JavaScript's names alone; those of the realm as it
//! was, whatever page code makes of them.

use boa_engine::{Context, JsObject, JsResult, JsString, JsValue, js_string};
use boa_gc::{Finalize, Trace};

#[derive(Debug, Clone, Trace, Finalize)]
pub(super) struct Helpers {
    keys: JsObject,
    is_array: JsObject,
    delete: JsObject,
    is_raw: JsObject,
}

impl Helpers {
    /// Those of the running realm.
    pub(super) fn of(json: &JsObject, context: &mut Context) -> JsResult<Option<Self>> {
        let object = context.intrinsics().constructors().object().constructor();
        let array = context.intrinsics().constructors().array().constructor();
        let reflect = context.global_object().get(js_string!("Reflect"), context)?;
        let Some(reflect) = reflect.as_object() else { return Ok(None) };
        let mut function = |owner: &JsObject, name: &str| -> JsResult<Option<JsObject>> {
            Ok(owner.get(JsString::from(name), context)?.as_callable())
        };
        let keys = function(&object, "keys")?;
        let is_array = function(&array, "isArray")?;
        let delete = function(&reflect, "deleteProperty")?;
        let is_raw = function(json, "isRawJSON")?;
        let (Some(keys), Some(is_array), Some(delete), Some(is_raw)) = (keys, is_array, delete, is_raw) else {
            return Ok(None);
        };
        Ok(Some(Self { keys, is_array, delete, is_raw }))
    }

    /// The names of an object's own enumerable members.
    pub(super) fn names(&self, object: &JsObject, context: &mut Context) -> JsResult<Vec<JsString>> {
        let names = self.keys.call(&JsValue::undefined(), &[object.clone().into()], context)?;
        let Some(names) = names.as_object() else { return Ok(Vec::new()) };
        let length = names.get(js_string!("length"), context)?.to_length(context)?;
        (0..length).map(|index| names.get(index, context)?.to_string(context)).collect()
    }

    /// Whether that is an array, or stands for one.
    pub(super) fn is_array(&self, object: &JsObject, context: &mut Context) -> JsResult<bool> {
        if object.is_array() || object.is_ordinary() {
            return Ok(object.is_array());
        }
        Ok(self.is_array.call(&JsValue::undefined(), &[object.clone().into()], context)?.to_boolean())
    }

    /// Deletes a member; one that cannot be deleted stays.
    pub(super) fn delete(&self, object: &JsObject, name: &JsString, context: &mut Context) -> JsResult<()> {
        let arguments = [object.clone().into(), name.clone().into()];
        self.delete.call(&JsValue::undefined(), &arguments, context).map(drop)
    }

    /// The text that an object of `JSON.rawJSON` stands for.
    pub(super) fn raw(&self, object: &JsObject, context: &mut Context) -> JsResult<Option<JsString>> {
        // Such an object has no prototype.
        if object.prototype().is_some() {
            return Ok(None);
        }
        let is_raw = self.is_raw.call(&JsValue::undefined(), &[object.clone().into()], context)?.to_boolean();
        if is_raw { Ok(object.get(js_string!("rawJSON"), context)?.as_string()) } else { Ok(None) }
    }
}
