//! `minihost.toml`: a project's own defaults, in the folder of the project or of the one file that is run.

use std::ops::Range;
use std::path::{Path, PathBuf};

use minihost_runtime::Position;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::given::{Invalid, Layers, Source};
use super::suggest;
use super::table::{RUN, Row, Shape, find};

const FILE_NAME: &str = "minihost.toml";
const SECTION: &str = "run";

/// What the file in `folder` says; nothing, where there is none.
///
/// # Errors
/// A file that cannot be read, is no TOML, or says what no option is.
#[expect(clippy::disallowed_methods, reason = "the binary reads the configuration file")]
pub(crate) fn from_file(folder: &Path) -> Result<Layers, Invalid> {
    let path = folder.join(FILE_NAME);
    match std::fs::read_to_string(&path) {
        Ok(text) => Reader { path, text: &text }.layers(),
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => Ok(Layers::default()),
        Err(cause) => Err(Invalid { message: format!("cannot read {}: {cause}", path.display()), at: None }),
    }
}

struct Reader<'a> {
    path: PathBuf,
    text: &'a str,
}

impl Reader<'_> {
    fn layers(&self) -> Result<Layers, Invalid> {
        let table = DeTable::parse(self.text)
            .map_err(|error| self.invalid(error.message(), error.span().unwrap_or_default()))?;
        let mut layers = Layers::default();
        for (section, value) in table.get_ref() {
            if section.get_ref() != SECTION {
                let hint = suggest::hint(section.get_ref(), [SECTION].into_iter());
                return Err(self.invalid(&format!("unknown section `{}`; {hint}", section.get_ref()), section.span()));
            }
            let options = value.get_ref().as_table();
            let options = options.ok_or_else(|| self.invalid("`run` is a section: write [run]", value.span()))?;
            for (key, value) in options {
                let Some(row) = find(key.get_ref()) else {
                    let hint = suggest::hint(key.get_ref(), RUN.iter().map(|row| row.name));
                    return Err(self.invalid(&format!("unknown option `{}`; {hint}", key.get_ref()), key.span()));
                };
                self.option(row, value, &mut layers)?;
            }
        }
        Ok(layers)
    }

    fn option(&self, row: &'static Row, value: &Spanned<DeValue<'_>>, layers: &mut Layers) -> Result<(), Invalid> {
        let source = |value: &Spanned<DeValue<'_>>| Source::File { key: row.name, at: self.position(value.span()) };
        let wrong = |wanted: &str| {
            let found = value.get_ref().type_str();
            self.invalid(&format!("run.{} is {wanted}, but this is of type {found}", row.name), value.span())
        };
        match row.shape {
            Shape::Flag | Shape::Value | Shape::OptionalValue => {
                let text = scalar(value.get_ref()).ok_or_else(|| wrong("one value"))?;
                layers.add(row.name, text, source(value));
            }
            Shape::List | Shape::Files => {
                for item in value.get_ref().as_array().ok_or_else(|| wrong("a list of strings"))?.iter() {
                    let text = item.get_ref().as_str().ok_or_else(|| wrong("a list of strings"))?;
                    let text = if row.shape == Shape::Files { self.beside(text) } else { text.to_owned() };
                    layers.add(row.name, text, source(item));
                }
            }
            Shape::Pairs | Shape::JsonPairs => {
                for (key, item) in value.get_ref().as_table().ok_or_else(|| wrong("a table"))? {
                    let text = match row.shape {
                        Shape::JsonPairs => json(item.get_ref()).map(|json| json.to_string()),
                        _ => scalar(item.get_ref()),
                    };
                    let text = text.ok_or_else(|| wrong("a table of plain values"))?;
                    layers.add(row.name, format!("{}={text}", key.get_ref()), source(item));
                }
            }
        }
        Ok(())
    }

    /// A file named in this file is looked for beside it.
    fn beside(&self, file: &str) -> String {
        self.path.with_file_name(file).display().to_string()
    }

    fn invalid(&self, message: &str, span: Range<usize>) -> Invalid {
        Invalid { message: message.to_owned(), at: Some(self.position(span)) }
    }

    fn position(&self, span: Range<usize>) -> Position {
        position(&self.path, self.text, span.start)
    }
}

/// The place of the byte at `offset` in a file's text.
pub(crate) fn position(path: &Path, text: &str, offset: usize) -> Position {
    let before = text.get(..offset).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let (line, column) = (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1);
    Position::new(path.to_owned(), line, column)
}

fn scalar(value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::String(text) => Some(text.to_string()),
        DeValue::Integer(number) => Some(number.as_str().to_owned()),
        DeValue::Float(number) => Some(number.as_str().to_owned()),
        DeValue::Boolean(yes) => Some(yes.to_string()),
        _ => None,
    }
}

/// The same as JSON; dates are none.
pub(super) fn json(value: &DeValue<'_>) -> Option<serde_json::Value> {
    Some(match value {
        DeValue::String(text) => text.to_string().into(),
        DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix()).ok()?.into(),
        DeValue::Float(number) => number.as_str().parse::<f64>().ok()?.into(),
        DeValue::Boolean(yes) => (*yes).into(),
        DeValue::Array(items) => items.iter().map(|item| json(item.get_ref())).collect::<Option<Vec<_>>>()?.into(),
        DeValue::Table(fields) => {
            let fields = fields.iter().map(|(key, field)| Some((key.get_ref().to_string(), json(field.get_ref())?)));
            serde_json::Value::Object(fields.collect::<Option<_>>()?)
        }
        DeValue::Datetime(_) => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Layers, Invalid> {
        Reader { path: PathBuf::from("/p/minihost.toml"), text }.layers()
    }

    fn error(text: &str) -> (String, u32, u32) {
        let error = read(text).unwrap_err();
        let at = error.at.unwrap();
        (error.message, at.line, at.column)
    }

    #[test]
    fn every_shape_is_read() {
        let text =
            "[run]\npage = 'p'\npeer = true\nca = ['a.pem']\nquery = { a = 1 }\n[run.data]\nx = { y = [1, 'z'] }\n";
        let layers = read(text).unwrap();
        let texts = |name| layers.list(name, |given| Ok(given.text.clone())).unwrap();
        assert_eq!(texts("page"), ["p"]);
        assert_eq!(texts("peer"), ["true"]);
        assert_eq!(texts("ca"), ["/p/a.pem"]);
        assert_eq!(texts("query"), ["a=1"]);
        assert_eq!(texts("data"), [r#"x={"y":[1,"z"]}"#]);
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place() {
        assert_eq!(
            error("[run]\ntimout = '1s'"),
            ("unknown option `timout`; did you mean `timeout`?".to_owned(), 2, 1)
        );
        assert_eq!(error("[runs]\n").0, "unknown section `runs`; did you mean `run`?");
        let (message, line, column) = error("[run]\n  page = ['a']");
        assert_eq!((message.as_str(), line, column), ("run.page is one value, but this is of type array", 2, 10));
        assert_eq!(error("[run]\npage = ").1, 2);
    }
}
