//! The titles of `each`: `'adds %i + %i'` and `'adds $a to $b'`.

use boa_engine::{Context, JsObject, JsResult, JsString, JsValue, js_string};
use minihost_runtime::Program;

use super::brief::brief;
use super::each::{Row, Table};

/// The title of a row, as Jest makes it. In a table of lists `%s %d %i %f %j %o %O %p` take the next value, `%#` and `%$`
/// are the row's number, from 0 and from 1, `%%` is a percent sign. In a table of objects, where there is no such sign,
/// `$name` and `$name.path` are members, and `$#` is the row's number.
///
/// # Errors
/// What getters of the row throw.
pub(super) fn fill(
    template: &str,
    table: &Table,
    index: usize,
    program: &Program,
    context: &mut Context,
) -> JsResult<String> {
    let Row { values, object } = &table.rows[index];
    if table.is_tagged {
        return object.as_ref().map_or_else(|| Ok(template.to_owned()), |row| members(template, row, index, context));
    }
    if table.is_of_objects && !has_signs(template) {
        return object.as_ref().map_or_else(
            || Ok(template.to_owned()),
            |row| Ok(members(template, row, index, context)?.replace("%%", "%")),
        );
    }
    signs(template, values, index, program, context)
}

fn has_signs(template: &str) -> bool {
    template
        .replace("%%", "")
        .split('%')
        .skip(1)
        .any(|rest| rest.starts_with(['#', 'O', 'd', 'f', 'i', 'j', 'o', 'p', 's']))
}

fn signs(
    template: &str,
    values: &[JsValue],
    index: usize,
    program: &Program,
    context: &mut Context,
) -> JsResult<String> {
    let mut title = String::new();
    let mut values = values.iter();
    let (mut from_zero, mut from_one) = (Some(index), Some(index + 1));
    let mut rest = template;
    while let Some(at) = rest.find('%') {
        title.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let Some(kind) = rest.chars().next() else {
            title.push('%');
            break;
        };
        let number = match kind {
            '#' => from_zero.take(),
            '$' => from_one.take(),
            _ => None,
        };
        let text = match (kind, number) {
            ('%', _) => Some("%".to_owned()),
            (_, Some(number)) => Some(number.to_string()),
            ('O' | 'd' | 'f' | 'i' | 'j' | 'o' | 'p' | 's', None) => match values.next() {
                Some(value) => Some(shown(value, kind, program, context)?),
                None => None,
            },
            _ => None,
        };
        match text {
            Some(text) => {
                title.push_str(&text);
                rest = &rest[kind.len_utf8()..];
            }
            None => title.push('%'),
        }
    }
    title.push_str(rest);
    Ok(title)
}

fn shown(value: &JsValue, kind: char, program: &Program, context: &mut Context) -> JsResult<String> {
    match kind {
        'p' => brief(value, context),
        'j' => Ok(value.to_json(context)?.map_or_else(|| "undefined".to_owned(), |json| json.to_string())),
        'd' | 'i' | 'f' if value.is_bigint() && kind != 'f' => {
            Ok(format!("{}n", value.to_string(context)?.to_std_string_lossy()))
        }
        'd' | 'i' | 'f' if value.is_symbol() => Ok("NaN".to_owned()),
        'd' => number(value.to_number(context)?),
        'i' | 'f' => {
            let name = if kind == 'i' { js_string!("parseInt") } else { js_string!("parseFloat") };
            let parse = context.global_object().get(name, context)?;
            let Some(parse) = parse.as_function() else { return Ok("NaN".to_owned()) };
            let parsed = parse.call(&JsValue::undefined(), std::slice::from_ref(value), context)?;
            number(parsed.as_number().unwrap_or(f64::NAN))
        }
        _ => Ok(value.as_string().map_or_else(|| program.show(value, context), |text| text.to_std_string_lossy())),
    }
}

fn number(number: f64) -> JsResult<String> {
    let is_negative_zero = number == 0.0 && number.is_sign_negative();
    Ok(if is_negative_zero { "-0".to_owned() } else { JsValue::from(number).display().to_string() })
}

/// `$name` and its kin: the longest name that a member has counts.
fn members(template: &str, row: &JsObject, index: usize, context: &mut Context) -> JsResult<String> {
    let mut names = Vec::new();
    for key in row.own_property_keys(context)? {
        if let boa_engine::property::PropertyKey::String(name) = key {
            names.push(name.to_std_string_lossy());
        }
    }
    names.retain(|name| !name.is_empty());
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    let mut title = String::new();
    let mut rest = template;
    while let Some(at) = rest.find('$') {
        title.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let Some(name) = names.iter().find(|name| rest.starts_with(name.as_str())) else {
            title.push('$');
            continue;
        };
        let more = rest[name.len()..].find(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '.'));
        let end = more.map_or(rest.len(), |more| name.len() + more);
        title.push_str(&member(&rest[..end], row, context)?);
        rest = &rest[end..];
    }
    title.push_str(rest);
    Ok(title.replacen("$#", &index.to_string(), 1))
}

/// The value at a path; the path ends where there is no such member.
fn member(path: &str, row: &JsObject, context: &mut Context) -> JsResult<String> {
    let mut value = JsValue::from(row.clone());
    for part in path.split('.') {
        let key = JsString::from(part);
        match value.as_object() {
            Some(object) if object.has_own_property(key.clone(), context)? => value = object.get(key, context)?,
            _ => break,
        }
    }
    if value.is_object() || value.is_symbol() {
        return brief(&value, context);
    }
    Ok(value.to_string(context)?.to_std_string_lossy())
}
