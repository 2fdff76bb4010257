//! What can be said of a test or a suite beside its title: `it('…', { tags: ['slow'], timeout: 100 }, fn)`.

use boa_engine::property::PropertyKey;
use boa_engine::{Context, JsObject, JsResult, JsValue, js_string};

use crate::native::{field, misuse};

/// The options of a test, or of all tests in a suite.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Options {
    pub(crate) tags: Vec<String>,
    /// The clauses of the contract that it proves.
    pub(crate) clauses: Vec<String>,
    /// How long it may take, in milliseconds of the test's clock.
    pub(crate) timeout_ms: Option<u64>,
    /// Whether what it leaves behind makes it fail.
    pub(crate) leaks: Option<bool>,
}

const KNOWN: [&str; 4] = ["tags", "clauses", "timeout", "leaks"];

impl Options {
    /// Reads an options object.
    ///
    /// # Errors
    /// A `TypeError` that names an option that there is not, or a value of the wrong type; what getters throw.
    pub(crate) fn read(object: &JsObject, context: &mut Context) -> JsResult<Self> {
        for key in object.own_property_keys(context)? {
            if let PropertyKey::String(name) = &key {
                let name = name.to_std_string_lossy();
                if !KNOWN.contains(&name.as_str()) {
                    return Err(misuse(format!("there is no option `{name}`; a test has {}", KNOWN.join(", "))));
                }
            }
        }
        let leaks = object.get(js_string!("leaks"), context)?;
        let timeout = object.get(js_string!("timeout"), context)?;
        Ok(Self {
            tags: texts(object, "tags", context)?,
            clauses: texts(object, "clauses", context)?,
            timeout_ms: milliseconds(&timeout)?,
            leaks: leaks.as_boolean(),
        })
    }

    /// Adds what `inner`, which is closer to the test, says.
    pub(crate) fn lay(&mut self, inner: &Self) {
        self.tags.extend(inner.tags.iter().cloned());
        for clause in &inner.clauses {
            if !self.clauses.contains(clause) {
                self.clauses.push(clause.clone());
            }
        }
        self.timeout_ms = inner.timeout_ms.or(self.timeout_ms);
        self.leaks = inner.leaks.or(self.leaks);
    }
}

/// A limit in milliseconds; undefined is none given.
///
/// # Errors
/// A `TypeError` for what is no positive number.
pub(crate) fn milliseconds(value: &JsValue) -> JsResult<Option<u64>> {
    if value.is_undefined() {
        return Ok(None);
    }
    match value.as_number() {
        Some(millis) if millis >= 1.0 => Ok(Some(millis.min(1e12) as u64)),
        _ => Err(misuse("a timeout is a positive number of milliseconds")),
    }
}

/// A text, or a list of texts.
fn texts(object: &JsObject, name: &str, context: &mut Context) -> JsResult<Vec<String>> {
    let value = field(Some(object), name, context)?;
    if value.is_undefined() {
        return Ok(Vec::new());
    }
    if let Some(text) = value.as_string() {
        return Ok(vec![text.to_std_string_lossy()]);
    }
    let Some(list) = value.as_object().filter(JsObject::is_array) else {
        return Err(misuse(format!("`{name}` is a text or a list of texts")));
    };
    let length = list.get(js_string!("length"), context)?.to_length(context)?;
    let mut found = Vec::new();
    for index in 0..length {
        let item = list.get(index, context)?;
        let Some(text) = item.as_string() else {
            return Err(misuse(format!("`{name}` is a text or a list of texts")));
        };
        found.push(text.to_std_string_lossy());
    }
    Ok(found)
}
