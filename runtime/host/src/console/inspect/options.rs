//! How much of a value is shown, and over how many lines.

use boa_engine::property::PropertyKey;
use boa_engine::{JsObject, JsValue, js_string};

use super::engine::Engine;

/// However deep a program asks to look: each level takes some of the thread's stack.
pub(in crate::console) const MAX_DEPTH: i32 = 100;

/// However many items a program asks to see: the text is bounded anyhow.
const MAX_ITEMS: usize = 1 << 20;

/// The options of one inspection; the default is what `console.log` uses.
#[derive(Debug, Clone, Copy)]
pub(in crate::console) struct Options {
    /// How many objects deep entries are shown; below it objects are only named. -1: not even the outermost.
    pub(in crate::console) depth: i32,
    /// Whether properties that are not enumerable are shown as well.
    pub(in crate::console) show_hidden: bool,
    /// Whether a proxy is shown as its target and its handler, instead of as its target.
    pub(in crate::console) show_proxy: bool,
    /// How many items of an array, a collection or a buffer are shown.
    pub(in crate::console) max_items: usize,
    /// How many UTF-16 code units of a string inside an object are shown.
    pub(in crate::console) max_string: usize,
    /// How long a line may be.
    pub(in crate::console) line: usize,
    /// How many levels of nested objects may share a line.
    pub(in crate::console) compact: i32,
    /// Whether entries are sorted.
    pub(in crate::console) sorted: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            depth: 2,
            show_hidden: false,
            show_proxy: false,
            max_items: 100,
            max_string: 10_000,
            line: 80,
            compact: 3,
            sorted: false,
        }
    }
}

impl Engine {
    /// The options that a program passes to `console.dir`. What is no plain value of the right type is ignored.
    pub(in crate::console) fn dir_options(&self, value: &JsValue) -> Options {
        let usual = Options::default();
        let Some(object) = value.as_object() else { return usual };
        let flag = |name| self.option(&object, name).map(|value| value.to_boolean());
        let size = |name, limit: usize| self.option(&object, name).and_then(|value| to_size(&value, limit));
        let depth = self.option(&object, "depth").and_then(|value| to_depth(&value));
        Options {
            depth: depth.unwrap_or(usual.depth),
            show_hidden: flag("showHidden").unwrap_or(usual.show_hidden),
            show_proxy: flag("showProxy").unwrap_or(usual.show_proxy),
            max_items: size("maxArrayLength", MAX_ITEMS).unwrap_or(usual.max_items),
            max_string: size("maxStringLength", usize::MAX).unwrap_or(usual.max_string),
            line: size("breakLength", usize::MAX).unwrap_or(usual.line),
            compact: size("compact", 1_000).and_then(|levels| i32::try_from(levels).ok()).unwrap_or(usual.compact),
            sorted: flag("sorted").unwrap_or(usual.sorted),
        }
    }

    fn option(&self, options: &JsObject, name: &'static str) -> Option<JsValue> {
        let value = self.reader.value(options, PropertyKey::from(js_string!(name)))?;
        (!value.is_undefined()).then_some(value)
    }
}

/// A number or null as a size, at most `limit`.
fn to_size(value: &JsValue, limit: usize) -> Option<usize> {
    if value.is_null() {
        return Some(limit);
    }
    let number = value.as_number().filter(|number| !number.is_nan())?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the cast saturates, as it should")]
    let size = number as usize;
    Some(size.min(limit))
}

/// A number as a depth; null and Infinity both mean: no limit.
fn to_depth(value: &JsValue) -> Option<i32> {
    let is_negative = value.as_number().is_some_and(|depth| depth < 0.0);
    let depth = to_size(value, MAX_DEPTH.unsigned_abs() as usize)?;
    if is_negative { Some(-1) } else { i32::try_from(depth).ok() }
}
