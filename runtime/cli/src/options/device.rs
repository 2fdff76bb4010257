//! `--device`: the name of a phone, or a file that describes one.

use std::ops::Range;
use std::path::Path;

use minihost_runtime::{Phone, Position, WrongPhone};
use serde_json::{Map, Value};
use toml::de::DeTable;

use super::file;
use super::given::{Given, Invalid, Layers};
use super::parse;

/// The phone that is meant.
///
/// # Errors
/// A name that is none, a file that cannot be read, or what is wrong in it, with its place.
fn device(given: &Given) -> Result<Phone, Invalid> {
    let file = parse::path(given)?;
    let of_file = match file.extension().and_then(|extension| extension.to_str()) {
        Some("toml") => toml,
        Some("json") => json,
        _ => {
            return Phone::named(&given.text)
                .map_err(|cause| given.invalid(format!("{cause}; a phone of your own is a .toml or .json file")));
        }
    };
    let text = read(&file).map_err(|cause| given.invalid(format!("cannot read {}: {cause}", file.display())))?;
    of_file(&text).map_err(|Wrong { line, column, reason }| Invalid {
        message: format!("{}: {reason}", given.source),
        at: Some(Position::new(absolute(&file), line, column)),
    })
}

/// The phone that all sources describe: `--device`, then each `--system-info`.
///
/// # Errors
/// What is wrong, with its place.
pub(crate) fn phone(layers: &Layers) -> Result<Phone, Invalid> {
    let mut phone = layers.value("device", device)?.unwrap_or_default();
    for given in layers.list("system-info", parse::given)? {
        let (key, text) = parse::pair(&given)?;
        phone.set_text(&key, &text).map_err(|cause| given.invalid(cause))?;
    }
    Ok(phone)
}

#[expect(clippy::disallowed_methods, reason = "the binary reads the files that its command line names")]
fn read(file: &Path) -> std::io::Result<String> {
    std::fs::read_to_string(file)
}

fn absolute(file: &Path) -> std::path::PathBuf {
    file.canonicalize().unwrap_or_else(|_| file.to_owned())
}

/// What is wrong in the file.
#[derive(Debug, PartialEq, Eq)]
struct Wrong {
    line: usize,
    column: usize,
    reason: String,
}

fn toml(text: &str) -> Result<Phone, Wrong> {
    let wrong = |span: Range<usize>, reason: String| at(text, span.start, reason);
    let table =
        DeTable::parse(text).map_err(|error| wrong(error.span().unwrap_or_default(), error.message().to_owned()))?;
    let mut members = Map::new();
    for (key, value) in table.get_ref() {
        let plain = file::json(value.get_ref())
            .ok_or_else(|| wrong(value.span(), "this is neither a text nor a number".to_owned()))?;
        members.insert(key.get_ref().to_string(), plain);
    }
    Phone::described(&members).map_err(|WrongPhone { key, reason }| {
        let place = table.get_ref().iter().find(|(name, _)| name.get_ref() == key.as_str());
        wrong(place.map_or(0..0, |(name, _)| name.span()), reason)
    })
}

fn json(text: &str) -> Result<Phone, Wrong> {
    let members: Value = serde_json::from_str(text).map_err(|error| {
        let reason = error.to_string();
        let reason = reason.rfind(" at line ").map_or(reason.as_str(), |end| &reason[..end]).to_owned();
        Wrong { line: error.line().max(1), column: error.column().max(1), reason }
    })?;
    let members =
        members.as_object().ok_or_else(|| at(text, 0, "a phone is an object: { \"model\": \"…\" }".to_owned()))?;
    Phone::described(members)
        .map_err(|WrongPhone { key, reason }| at(text, text.find(&Value::from(key).to_string()).unwrap_or(0), reason))
}

/// What is wrong at a byte of the text.
fn at(text: &str, start: usize, reason: String) -> Wrong {
    let before = text.get(..start).unwrap_or_default();
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    Wrong { line: before.matches('\n').count() + 1, column, reason }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_kinds_of_files_describe_the_same_phone() {
        let one = toml("base = 'android'\nmodel = 'X1'\nscreenWidth = 300\n");
        assert_eq!(one, json(r#"{ "base": "android", "model": "X1", "screenWidth": 300 }"#));
        assert!(one.is_ok());
    }

    #[test]
    fn what_is_wrong_has_its_place() {
        let place = |result: Result<Phone, Wrong>| result.map_err(|wrong| (wrong.line, wrong.column)).unwrap_err();
        assert_eq!(place(toml("model = 'X'\n  colour = 'red'")), (2, 3));
        assert_eq!(place(toml("model = \n")).0, 1);
        assert_eq!(place(json("{\n \"model\": 1 }")), (2, 2));
        assert_eq!(place(json("{\n \"model\": }")), (2, 11));
        assert_eq!(place(json("[]")), (1, 1));
    }
}
