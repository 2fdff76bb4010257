//! Maps and sets.

use boa_engine::builtins::map::ordered_map::OrderedMap;
use boa_engine::builtins::set::ordered_set::OrderedSet;
use boa_engine::{JsObject, JsValue};

use super::Inspector;
use super::arrays::remaining;
use super::objects::{Items, Parts};
use super::titles::Title;

type Map = OrderedMap<JsValue>;

impl Inspector<'_> {
    /// A map or a set: `Map(2) { … }`.
    pub(super) fn collection(&mut self, object: &JsObject, title: &Title) -> Option<Parts> {
        let name = kind(object)?;
        let prefix = title.prefix(name, &format!("({})", size(object)));
        let items = if name == "Map" { Items::Map } else { Items::Set };
        Some(Parts::braced(&prefix, self.keys(object), items))
    }

    pub(super) fn map_items(&mut self, object: &JsObject, depth: i32) -> Vec<String> {
        let (shown, size) = (self.shown_items(size(object)), size(object));
        // Copied out: formatting must not hold on to the map.
        let pairs: Vec<(JsValue, JsValue)> = object.downcast_ref::<Map>().map_or(Vec::new(), |map| {
            map.iter().take(shown).map(|(key, value)| (key.clone(), value.clone())).collect()
        });
        self.collected(size, pairs, |inspector, (key, value)| {
            let key = inspector.value(&key, depth);
            format!("{key} => {}", inspector.value(&value, depth))
        })
    }

    pub(super) fn set_items(&mut self, object: &JsObject, depth: i32) -> Vec<String> {
        let (shown, size) = (self.shown_items(size(object)), size(object));
        let values: Vec<JsValue> =
            object.downcast_ref::<OrderedSet>().map_or(Vec::new(), |set| set.iter().take(shown).cloned().collect());
        self.collected(size, values, |inspector, value| inspector.value(&value, depth))
    }

    fn collected<T>(&mut self, size: usize, items: Vec<T>, format: impl Fn(&mut Self, T) -> String) -> Vec<String> {
        self.indented(|inspector| {
            let mut entries = Vec::with_capacity(items.len() + 1);
            for item in items {
                if inspector.is_spent() {
                    break;
                }
                inspector.charge_separator();
                entries.push(format(inspector, item));
            }
            let rest = size.saturating_sub(entries.len());
            if rest > 0 {
                entries.push(remaining(rest as u64, "item"));
            }
            entries
        })
    }
}

/// The name of the collection that an object is.
pub(in crate::console) fn kind(object: &JsObject) -> Option<&'static str> {
    if object.is::<Map>() {
        Some("Map")
    } else if object.is::<OrderedSet>() {
        Some("Set")
    } else {
        None
    }
}

/// How many items a map or a set holds.
pub(super) fn size(object: &JsObject) -> usize {
    if let Some(map) = object.downcast_ref::<Map>() {
        return map.len();
    }
    object.downcast_ref::<OrderedSet>().map_or(0, |set| set.len())
}

/// The pairs of a map, for `console.table`.
pub(in crate::console) fn map_pairs(object: &JsObject, limit: usize) -> Option<Vec<(JsValue, JsValue)>> {
    let map = object.downcast_ref::<Map>()?;
    Some(map.iter().take(limit).map(|(key, value)| (key.clone(), value.clone())).collect())
}

/// The values of a set, for `console.table`.
pub(in crate::console) fn set_values(object: &JsObject, limit: usize) -> Option<Vec<JsValue>> {
    Some(object.downcast_ref::<OrderedSet>()?.iter().take(limit).cloned().collect())
}
