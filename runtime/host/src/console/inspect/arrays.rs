//! Arrays: their items, holes and other properties.

use boa_engine::property::PropertyKey;
use boa_engine::{JsObject, JsValue, js_string};

use super::Inspector;
use super::layout::Frame;
use super::objects::{Items, Parts};
use super::reader::{is_enumerable, own, own_indexes, own_value};
use super::titles::Title;

impl Inspector<'_> {
    pub(super) fn array(&mut self, array: &JsObject, title: &Title) -> Parts {
        let is_usual = title.is("Array") && title.tag.is_empty();
        let prefix = if is_usual { String::new() } else { title.prefix("Array", &format!("({})", length(array))) };
        Parts { keys: self.named_keys(array), frame: Frame::brackets(&prefix), items: Items::Array, base_alone: false }
    }

    pub(super) fn array_items(&mut self, array: &JsObject, depth: i32) -> Vec<String> {
        let length = length(array);
        let shown = self.shown_items(length);
        let mut entries = Vec::with_capacity(shown);
        for index in 0..length {
            if entries.len() == shown || self.is_spent() {
                entries.push(remaining(length - index, "item"));
                break;
            }
            let Some(property) = own(array, &PropertyKey::from(index)) else {
                self.items_and_holes(array, index, shown, depth, &mut entries);
                break;
            };
            self.charge_separator();
            entries.push(self.described(&property, depth));
        }
        entries
    }

    /// The items from `index` on, which is a hole; a run of holes counts as one entry.
    fn items_and_holes(
        &mut self,
        array: &JsObject,
        mut index: u32,
        shown: usize,
        depth: i32,
        entries: &mut Vec<String>,
    ) {
        let length = length(array);
        let holes = |count: u32| format!("<{count} empty item{}>", if count > 1 { "s" } else { "" });
        let indexes = own_indexes(array);
        let rest = indexes.partition_point(|other| *other < index);
        for item in &indexes[rest..] {
            if entries.len() >= shown || self.is_spent() {
                break;
            }
            let key = PropertyKey::from(*item);
            if !is_enumerable(array, &key) {
                continue;
            }
            if *item != index {
                entries.push(holes(item - index));
                index = *item;
                if entries.len() >= shown {
                    break;
                }
            }
            if let Some(property) = own(array, &key) {
                self.charge_separator();
                entries.push(self.described(&property, depth));
            }
            index += 1;
        }
        if index < length {
            let is_full = entries.len() >= shown || self.is_spent();
            entries.push(if is_full { remaining(length - index, "item") } else { holes(length - index) });
        }
    }

    /// How many of `length` items are shown.
    pub(super) fn shown_items(&self, length: impl TryInto<usize>) -> usize {
        length.try_into().unwrap_or(usize::MAX).min(self.options.max_items)
    }

    /// How many of the first `count` items of an array are numbers, up to the first that is not.
    pub(super) fn leading_numbers(&mut self, array: &JsObject, count: usize) -> usize {
        if !array.is_array() {
            // A typed array holds nothing else.
            return self.typed_array_length(array).min(count);
        }
        let is_number = |index: &usize| {
            let value = u32::try_from(*index).ok().and_then(|index| own_value(array, index));
            value.is_some_and(|value: JsValue| value.is_number() || value.is_bigint())
        };
        (0..count).take_while(is_number).count()
    }
}

/// `... n more items`.
pub(super) fn remaining(count: impl Into<u64>, what: &str) -> String {
    let count = count.into();
    let plural = if count > 1 { "s" } else { "" };
    format!("... {count} more {what}{plural}")
}

/// The length of an array.
pub(in crate::console) fn length(array: &JsObject) -> u32 {
    let length = own_value(array, js_string!("length")).and_then(|length| length.as_number()).unwrap_or_default();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "an array's length is a u32")]
    let length = length as u32;
    length
}
