//! The tables of `it.each(table)` and `describe.each(table)`.

use boa_engine::{Context, JsObject, JsResult, JsValue, js_string};
use boa_gc::{Finalize, Trace};

use crate::native::{misuse, set};

/// A table.
#[derive(Debug, Clone, Trace, Finalize)]
pub(super) struct Table {
    pub(super) rows: Vec<Row>,
    /// Whether it is a tagged template.
    pub(super) is_tagged: bool,
    /// Whether its rows are objects, and not lists.
    pub(super) is_of_objects: bool,
}

/// A row of a table.
#[derive(Debug, Clone, Trace, Finalize)]
pub(super) struct Row {
    /// What the function is called with.
    pub(super) values: Vec<JsValue>,
    /// The row itself, where it is an object.
    pub(super) object: Option<JsObject>,
}

impl Table {
    /// Reads a list of rows (each a list of values, or one value), or a tagged template whose first line names the
    /// columns.
    ///
    /// # Errors
    /// A `TypeError` for what is no table, or an empty one; what getters throw.
    pub(super) fn read(arguments: &[JsValue], context: &mut Context) -> JsResult<Self> {
        const USAGE: &str = "each: the table is a list of rows, as in it.each([[1, 2], [3, 4]])('…', (a, b) => { … })";
        let Some(table) = arguments.first().and_then(JsValue::as_object).filter(JsObject::is_array) else {
            return Err(misuse(USAGE));
        };
        if table.has_own_property(js_string!("raw"), context)? {
            return template(&table, &arguments[1..], context);
        }
        let items = list(&table, context)?;
        if items.is_empty() {
            return Err(misuse("each: the table has no rows"));
        }
        let is_list = |item: &JsValue| item.as_object().is_some_and(|object| object.is_array());
        let all_lists = items.iter().all(is_list);
        let is_of_objects = !all_lists && items.iter().all(JsValue::is_object);
        let row = |item: JsValue| -> JsResult<Row> {
            let object = item.as_object();
            let values = match object.clone().filter(|_| all_lists) {
                Some(row) => list(&row, context)?,
                None => vec![item],
            };
            Ok(Row { values, object })
        };
        Ok(Self { rows: items.into_iter().map(row).collect::<JsResult<_>>()?, is_tagged: false, is_of_objects })
    }
}

fn list(array: &JsObject, context: &mut Context) -> JsResult<Vec<JsValue>> {
    let length = array.get(js_string!("length"), context)?.to_length(context)?;
    (0..length).map(|index| array.get(index, context)).collect()
}

fn template(strings: &JsObject, values: &[JsValue], context: &mut Context) -> JsResult<Table> {
    let head = strings.get(0, context)?.to_string(context)?.to_std_string_lossy();
    let head = head.trim_start().lines().next().unwrap_or_default();
    let names: Vec<String> = head.split('|').map(|name| name.split_whitespace().collect()).collect();
    if values.is_empty() || names.iter().any(String::is_empty) || !values.len().is_multiple_of(names.len()) {
        let columns = names.len();
        return Err(misuse(format!("each: the table has {columns} columns, but {} values", values.len())));
    }
    let rows = values.chunks(names.len()).map(|chunk| {
        let row = JsObject::with_object_proto(context.intrinsics());
        for (name, value) in names.iter().zip(chunk) {
            set(&row, name, value.clone(), context);
        }
        Row { values: vec![row.clone().into()], object: Some(row) }
    });
    Ok(Table { rows: rows.collect(), is_tagged: true, is_of_objects: true })
}
