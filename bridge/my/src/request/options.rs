//! What the page asked for, as plain values.

use std::time::Duration;

use boa_engine::{JsResult, JsValue, js_string};
use minihost_socket::http::Method;

use super::answer::DataType;
use super::data::Data;
use super::{LONGEST_TIMEOUT, data};
use crate::callbacks::Callbacks;
use crate::options::{Options, duration};
use crate::strings;

/// The header that says what the data is sent as.
pub(super) const CONTENT_TYPE: &str = "content-type";

/// The options of a call.
pub(super) struct Asked {
    pub(super) url: String,
    /// In upper case; it need not be one that there is.
    pub(super) method: String,
    pub(super) headers: Vec<(String, String)>,
    pub(super) data: Data,
    pub(super) timeout: Option<Duration>,
    pub(super) data_type: DataType,
    pub(super) callbacks: Callbacks,
    /// Why the call cannot be made, if an option cannot be read or used.
    pub(super) unreadable: Option<String>,
    /// What is doubtful about the options.
    pub(super) warnings: Vec<String>,
}

impl Asked {
    /// Reads every option once, in the table's order (CB-5); the data is of `default_type` where the page does not say.
    ///
    /// # Errors
    /// The engine's own limit, hit by a getter.
    pub(super) fn read(options: &mut Options<'_>, default_type: &str) -> JsResult<Self> {
        let mut warnings = Vec::new();
        let url = options.text(js_string!("url")).map(|url| url.to_std_string_lossy()).unwrap_or_default();
        let method = options.text(js_string!("method")).map(|method| method.to_std_string_lossy());
        let method = method.filter(|method| !method.is_empty()).unwrap_or_else(|| "GET".to_owned());
        let method = method.to_ascii_uppercase();
        let mut header = options.get(js_string!("headers"));
        if header.is_null_or_undefined() {
            header = options.get(js_string!("header"));
        }
        let headers =
            strings::pairs(options, js_string!("headers"), &header, JsValue::is_undefined, strings::by_string);
        let content_type = headers.iter().rfind(|(name, _)| name.eq_ignore_ascii_case(CONTENT_TYPE));
        let content_type = content_type.map_or(default_type, |(_, value)| value.as_str());
        let has_body = Method::named(&method).is_none_or(Method::has_body);
        let data = data::read(options, has_body, content_type, &mut warnings)?;
        let timeout = duration(&options.get(js_string!("timeout")));
        if timeout.is_some_and(|timeout| timeout > LONGEST_TIMEOUT) {
            warnings.push(format!("timeout is more than {} ms, which is the longest", LONGEST_TIMEOUT.as_millis()));
        }
        let data_type = options.text(js_string!("dataType")).map(|name| name.to_std_string_lossy());
        let data_type = data_type.filter(|name| !name.is_empty()).map_or(DataType::Json, |name| {
            DataType::named(&name).unwrap_or_else(|| {
                warnings
                    .push(format!("dataType `{name}` is none of json, text, base64, arraybuffer; it counts as text"));
                DataType::Text
            })
        });
        let callbacks = Callbacks::read(options);
        let unreadable = options.failure()?;
        let (data, unreadable) = match (data, unreadable) {
            (Err(_), Some(reason)) | (Err(reason), None) => (Data::None, Some(reason)),
            (Ok(data), unreadable) => (data, unreadable),
        };
        Ok(Self { url, method, headers, data, timeout, data_type, callbacks, unreadable, warnings })
    }
}
