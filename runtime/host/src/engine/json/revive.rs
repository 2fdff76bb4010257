//! What a reviver makes of a value that was read (ECMA-262, InternalizeJSONProperty).

use boa_engine::{Context, JsObject, JsResult, JsString, JsValue, js_string};

use super::helpers::Helpers;
use super::reader::Source;
use super::{DEEPEST, too_deep};

/// A reviver at work.
pub(super) struct Reviving<'a> {
    pub(super) reviver: &'a JsObject,
    pub(super) helpers: &'a Helpers,
}

impl Reviving<'_> {
    /// Revives the member `name` of `holder` with all that is in it.
    pub(super) fn revive(
        &self,
        holder: &JsObject,
        name: &JsString,
        source: Option<&Source>,
        depth: usize,
        context: &mut Context,
    ) -> JsResult<JsValue> {
        if depth > DEEPEST {
            return Err(too_deep());
        }
        let value = holder.get(name.clone(), context)?;
        if let Some(object) = value.as_object() {
            self.revive_inside(&object, source, depth, context)?;
        }
        let about = JsObject::with_object_proto(context.intrinsics());
        // The text of a value that somebody has changed meanwhile is none of its.
        if let Some(Source::Text(text, read)) = source
            && JsValue::same_value(read, &value)
        {
            about.create_data_property_or_throw(js_string!("source"), text.clone(), context)?;
        }
        self.reviver.call(&holder.clone().into(), &[name.clone().into(), value, about.into()], context)
    }

    fn revive_inside(
        &self,
        object: &JsObject,
        source: Option<&Source>,
        depth: usize,
        context: &mut Context,
    ) -> JsResult<()> {
        if self.helpers.is_array(object, context)? {
            let length = object.get(js_string!("length"), context)?.to_length(context)?;
            for index in 0..length {
                let inner = match source {
                    Some(Source::Array(sources)) => usize::try_from(index).ok().and_then(|index| sources.get(index)),
                    _ => None,
                };
                self.revive_member(object, &JsString::from(index.to_string()), inner, depth, context)?;
            }
            return Ok(());
        }
        for name in self.helpers.names(object, context)? {
            let inner = match source {
                Some(Source::Object(sources)) => {
                    sources.iter().rev().find(|(known, _)| *known == name).map(|(_, source)| source)
                }
                _ => None,
            };
            self.revive_member(object, &name, inner, depth, context)?;
        }
        Ok(())
    }

    fn revive_member(
        &self,
        object: &JsObject,
        name: &JsString,
        source: Option<&Source>,
        depth: usize,
        context: &mut Context,
    ) -> JsResult<()> {
        let revived = self.revive(object, name, source, depth + 1, context)?;
        // What cannot be deleted or set stays as it is, by the standard.
        if revived.is_undefined() {
            self.helpers.delete(object, name, context)
        } else {
            object.create_data_property(name.clone(), revived, context).map(drop)
        }
    }
}
