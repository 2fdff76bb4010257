//! The titles of `each`: `'adds %i + %i'` and `'adds $a to $b'`.

use boa_engine::{Context, JsResult, JsString, JsValue};
use minihost_runtime::Program;

/// The title of a row: `%s %d %i %f %j %o %p` take the next value, `%#` is the row's index, `%%` a percent sign;
/// `$name` (also `$a.b`) is a member of the row's first value.
///
/// # Errors
/// What getters of the row throw.
pub(super) fn fill(
    template: &str,
    row: &[JsValue],
    index: usize,
    program: &Program,
    context: &mut Context,
) -> JsResult<String> {
    let mut title = String::new();
    let mut values = row.iter();
    let mut rest = template;
    while let Some(at) = rest.find(['%', '$']) {
        title.push_str(&rest[..at]);
        let sign = &rest[at..];
        let kind = sign[1..].chars().next();
        let (text, used) = match (sign.as_bytes()[0], kind) {
            (b'%', Some('%')) => ("%".to_owned(), 2),
            (b'%', Some('#')) => (index.to_string(), 2),
            (b'%', Some(kind @ ('s' | 'd' | 'i' | 'f' | 'j' | 'o' | 'p'))) => match values.next() {
                Some(value) => (shown(value, kind, program, context)?, 2),
                None => (format!("%{kind}"), 2),
            },
            (b'$', Some(first)) if first.is_alphabetic() || first == '_' => {
                let end = sign[1..].find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '.'));
                let name = end.map_or(&sign[1..], |end| &sign[1..=end]).trim_end_matches('.');
                (member(name, row, program, context)?.unwrap_or_else(|| format!("${name}")), name.len() + 1)
            }
            _ => (sign[..1].to_owned(), 1),
        };
        title.push_str(&text);
        rest = &sign[used..];
    }
    title.push_str(rest);
    Ok(title)
}

fn shown(value: &JsValue, kind: char, program: &Program, context: &mut Context) -> JsResult<String> {
    match kind {
        'i' => Ok(value.as_number().map_or("NaN".to_owned(), |number| number.trunc().to_string())),
        'd' | 'f' => Ok(value.as_number().map_or("NaN".to_owned(), |number| number.to_string())),
        'j' => Ok(value.to_json(context)?.map_or("undefined".to_owned(), |json| json.to_string())),
        _ => Ok(plain(value, program, context)),
    }
}

/// Texts without quotes, everything else as the console shows it.
fn plain(value: &JsValue, program: &Program, context: &mut Context) -> String {
    value.as_string().map_or_else(|| program.show(value, context), |text| text.to_std_string_lossy())
}

fn member(name: &str, row: &[JsValue], program: &Program, context: &mut Context) -> JsResult<Option<String>> {
    let Some(mut value) = row.first().cloned() else { return Ok(None) };
    for part in name.split('.') {
        let Some(object) = value.as_object() else { return Ok(None) };
        let key = JsString::from(part);
        if !object.has_property(key.clone(), context)? {
            return Ok(None);
        }
        value = object.get(key, context)?;
    }
    Ok(Some(plain(&value, program, context)))
}
