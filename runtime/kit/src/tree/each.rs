//! `it.each(table)` and `describe.each(table)`.

use boa_engine::{Context, JsObject, JsResult, JsString, JsValue, js_string};

use crate::native::{misuse, set};

/// The rows of a table: a list of rows (each a list of values, or one value), or a tagged template whose first line
/// names the columns.
///
/// # Errors
/// A `TypeError` for what is no table; what getters throw.
pub(super) fn rows(arguments: &[JsValue], context: &mut Context) -> JsResult<Vec<Vec<JsValue>>> {
    const USAGE: &str = "each: the table is a list of rows, as in it.each([[1, 2], [3, 4]])('…', (a, b) => { … })";
    let Some(table) = arguments.first().and_then(JsValue::as_object).filter(JsObject::is_array) else {
        return Err(misuse(USAGE));
    };
    if table.has_own_property(js_string!("raw"), context)? {
        return template(&table, &arguments[1..], context);
    }
    list(&table, context)?
        .into_iter()
        .map(|row| match row.as_object().filter(JsObject::is_array) {
            Some(row) => list(&row, context),
            None => Ok(vec![row]),
        })
        .collect()
}

fn list(array: &JsObject, context: &mut Context) -> JsResult<Vec<JsValue>> {
    let length = array.get(js_string!("length"), context)?.to_length(context)?;
    (0..length).map(|index| array.get(index, context)).collect()
}

fn template(strings: &JsObject, values: &[JsValue], context: &mut Context) -> JsResult<Vec<Vec<JsValue>>> {
    let head = strings.get(0, context)?.to_string(context)?.to_std_string_lossy();
    let names: Vec<JsString> =
        head.trim().lines().next().unwrap_or_default().split('|').map(|name| JsString::from(name.trim())).collect();
    if names.iter().any(JsString::is_empty) || !values.len().is_multiple_of(names.len()) {
        let columns = names.len();
        return Err(misuse(format!("each: the table has {columns} columns, but {} values", values.len())));
    }
    let rows = values.chunks(names.len()).map(|chunk| {
        let row = JsObject::with_object_proto(context.intrinsics());
        for (name, value) in names.iter().zip(chunk) {
            set(&row, &name.to_std_string_lossy(), value.clone(), context);
        }
        vec![row.into()]
    });
    Ok(rows.collect())
}
