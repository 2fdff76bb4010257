//! The data of the open pages, for people.

use boa_engine::{Context, JsValue, js_string};
use minihost_axml::Value;
use serde_json::{Map, Number, Value as Json};

use super::page::PageInstance;
use crate::console::{own_value, plain_value};
use crate::host::Host;

/// The data of a page at one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageData {
    /// The page, as app.json lists it.
    pub path: String,
    /// Its data, in their own order. What JSON has no word for is what the console shows of it, in brackets.
    pub data: Json,
}

/// The data of the open pages, the one that is shown last. No page code is run.
pub(crate) fn page_data(host: &Host, context: &mut Context) -> Vec<PageData> {
    let pages = host.framework.stack().into_iter();
    pages.map(|page| PageData { data: json(&plain_data(&page, context)), path: page.route }).collect()
}

/// The data of a page as plain values.
pub(super) fn plain_data(page: &PageInstance, context: &mut Context) -> Value {
    let data: JsValue = own_value(&page.object, js_string!("data")).unwrap_or_default();
    plain_value(&data, context)
}

fn json(value: &Value) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Boolean(flag) => Json::Bool(*flag),
        Value::Number(number) => json_number(*number),
        Value::Text(text) => Json::String(text.to_string()),
        Value::List(items) => Json::Array(items.iter().map(json).collect()),
        Value::Object(fields) => {
            Json::Object(fields.iter().map(|(name, value)| (name.to_string(), json(value))).collect::<Map<_, _>>())
        }
        Value::Undefined => Json::String(bracketed("undefined")),
        Value::Opaque(text) => Json::String(bracketed(text)),
    }
}

fn json_number(number: f64) -> Json {
    // 2⁵³: whole numbers below it are written without a fraction, as JavaScript does.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    #[expect(clippy::cast_possible_truncation, reason = "whole, and below 2⁵³")]
    let whole = (number.fract() == 0.0 && number.abs() < EXACT).then_some(number as i64);
    match whole.map(Number::from).or_else(|| Number::from_f64(number)) {
        Some(number) => Json::Number(number),
        None => Json::String(bracketed(if number.is_nan() {
            "NaN"
        } else if number > 0.0 {
            "Infinity"
        } else {
            "-Infinity"
        })),
    }
}

fn bracketed(text: &str) -> String {
    if text.starts_with('[') { text.to_owned() } else { format!("[{text}]") }
}
