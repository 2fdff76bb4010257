//! Reads objects without running anything: own properties come from the engine's property tables, not from `[[Get]]`.
//!
//! Never: calls a getter or a Proxy trap, or panics on an object that native code has borrowed.

use boa_engine::builtins::proxy::Proxy;
use boa_engine::property::{PropertyDescriptor, PropertyKey};
use boa_engine::{JsObject, JsString, JsSymbol, JsValue};

/// Longer chains of prototypes, or of proxies of proxies, are taken to end here.
const MAX_CHAIN: usize = 1_000;

/// Reads objects; see the module.
pub(in crate::console) struct Reader {
    /// Where a proxy keeps its target: see `proxies`.
    pub(super) target: JsSymbol,
    /// Where a proxy keeps its handler.
    pub(super) handler: JsSymbol,
}

impl Reader {
    /// The object itself, or the target behind a proxy. `None` for a proxy whose target is not known.
    pub(super) fn resolve(&self, object: &JsObject) -> Option<JsObject> {
        let mut object = object.clone();
        for _ in 0..MAX_CHAIN {
            if !object.is::<Proxy>() {
                return Some(object);
            }
            object = hidden(&object, &self.target)?;
        }
        None
    }

    /// The target and the handler of a proxy.
    pub(super) fn proxy(&self, object: &JsObject) -> Option<(JsObject, JsObject)> {
        Some((hidden(object, &self.target)?, hidden(object, &self.handler)?))
    }

    /// The prototype of an object, or that of a proxy's target.
    pub(super) fn prototype(&self, object: &JsObject) -> Option<JsObject> {
        self.resolve(object)?.try_borrow().ok()?.prototype()
    }

    /// The prototypes of an object, the nearest first.
    pub(super) fn prototypes(&self, object: &JsObject) -> impl Iterator<Item = JsObject> {
        std::iter::successors(self.prototype(object), |object| self.prototype(object)).take(MAX_CHAIN)
    }

    /// The property `key` of an object or of the nearest prototype that has it.
    pub(super) fn lookup(&self, object: &JsObject, key: &PropertyKey) -> Option<PropertyDescriptor> {
        let own_property = self.resolve(object).and_then(|object| own(&object, key));
        own_property.or_else(|| {
            self.prototypes(object).find_map(|object| self.resolve(&object).and_then(|object| own(&object, key)))
        })
    }

    /// The value of the property `key`, own or inherited, unless it takes a getter to find out.
    pub(super) fn value(&self, object: &JsObject, key: impl Into<PropertyKey>) -> Option<JsValue> {
        self.lookup(object, &key.into())?.value().cloned()
    }

    /// The string that the property `key` holds.
    pub(super) fn string(&self, object: &JsObject, key: impl Into<PropertyKey>) -> Option<JsString> {
        self.value(object, key)?.as_string()
    }

    /// Whether `ancestor` is among the prototypes of `object`.
    pub(super) fn inherits(&self, object: &JsObject, ancestor: &JsObject) -> bool {
        self.prototypes(object).any(|prototype| JsObject::equals(&prototype, ancestor))
    }
}

/// The object that a proxy keeps under a symbol.
fn hidden(proxy: &JsObject, key: &JsSymbol) -> Option<JsObject> {
    own(proxy, &PropertyKey::Symbol(key.clone()))?.value()?.as_object()
}

/// The own property `key` of an object.
pub(in crate::console) fn own(object: &JsObject, key: &PropertyKey) -> Option<PropertyDescriptor> {
    object.try_borrow().ok()?.properties().get(key)
}

/// The value of the own property `key`, unless it is an accessor.
pub(crate) fn own_value(object: &JsObject, key: impl Into<PropertyKey>) -> Option<JsValue> {
    own(object, &key.into())?.value().cloned()
}

/// The own array indexes of an object, ascending.
pub(in crate::console) fn own_indexes(object: &JsObject) -> Vec<u32> {
    let Ok(object) = object.try_borrow() else { return Vec::new() };
    let mut indexes: Vec<u32> = object.properties().index_property_keys().collect();
    indexes.sort_unstable();
    indexes
}

/// The own keys of an object that are no array index: strings, then symbols, in the order of their creation.
pub(in crate::console) fn own_names(object: &JsObject) -> Vec<PropertyKey> {
    let Ok(object) = object.try_borrow() else { return Vec::new() };
    let (symbols, mut names): (Vec<_>, Vec<_>) =
        object.shape().keys().into_iter().partition(|key| matches!(key, PropertyKey::Symbol(_)));
    names.extend(symbols);
    names
}

/// Whether the own property `key` is enumerable.
pub(in crate::console) fn is_enumerable(object: &JsObject, key: &PropertyKey) -> bool {
    own(object, key).is_some_and(|property| property.enumerable() == Some(true))
}
