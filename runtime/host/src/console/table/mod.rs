//! `console.table`: rows and columns.

mod grid;
mod rows;

use boa_engine::{JsObject, JsString, JsValue, js_string};

use super::Level;
use super::arguments::Arguments;
use super::inspect::{Options, array_length, own_value};

use self::grid::draw;
use self::rows::Rows;

/// Prints an object as a table; anything else as `console.log` does. The second argument names the columns to show.
pub(super) fn print(arguments: &mut Arguments<'_>) {
    let (data, columns) = (arguments.get(0), arguments.get(1));
    let text = match data.as_object() {
        Some(object) if !object.is_callable() => {
            let mut inspector = arguments.inspector(Options::default());
            let columns = columns.as_object().and_then(|columns| names(&inspector.target(&columns)?));
            let table = Rows::new(&mut inspector).collect(&object, columns.as_deref());
            draw(&table)
        }
        _ => arguments.inspector(Options::default()).display(&data),
    };
    arguments.console.print(Level::Log, &text);
}

/// The strings of an array; node refuses other things as column names, here they are passed over.
fn names(array: &JsObject) -> Option<Vec<JsString>> {
    if !array.is_array() {
        return None;
    }
    let to_name = |value: JsValue| match value.as_string() {
        Some(name) => Some(name),
        None => value.as_number().map(|number| js_string!(super::inspect::number_text(number))),
    };
    let indexes = 0..array_length(array).min(rows::MAX_COLUMNS);
    Some(indexes.filter_map(|index| own_value(array, index).and_then(to_name)).collect())
}
