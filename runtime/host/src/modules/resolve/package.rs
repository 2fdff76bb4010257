//! A package.json, as far as finding files needs it.

use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

use super::{Kind, plain};

/// A folder with a package.json.
#[derive(Debug)]
pub(super) struct Package {
    pub(super) folder: PathBuf,
    fields: Map<String, Value>,
}

/// What the `browser` field says of a file or of another package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Replacement {
    /// This is loaded in its place.
    By(String),
    /// An empty module is: `false`.
    Empty,
}

impl Package {
    /// The package with that `text` in its package.json; a file that is no object has no fields.
    ///
    /// # Errors
    /// Where the text is no JSON.
    pub(super) fn parse(folder: &Path, text: &str) -> Result<Self, serde_json::Error> {
        let text = text.trim_start_matches('\u{feff}');
        let fields = match serde_json::from_str(text)? {
            Value::Object(fields) => fields,
            _ => Map::new(),
        };
        Ok(Self { folder: folder.to_owned(), fields })
    }

    pub(super) fn name(&self) -> Option<&str> {
        self.fields.get("name").and_then(Value::as_str)
    }

    pub(super) fn exports(&self) -> Option<&Value> {
        self.fields.get("exports").filter(|exports| !exports.is_null())
    }

    /// Whether its `.js` files are ES modules.
    pub(super) fn is_of_modules(&self) -> bool {
        self.fields.get("type").and_then(Value::as_str) == Some("module")
    }

    pub(super) fn imports(&self) -> Option<&Value> {
        self.fields.get("imports")
    }

    /// The paths of the package's own file, in the order of preference. `module` is for `import` alone: who requires a
    /// package expects what `main` exports.
    pub(super) fn mains(&self, kind: Kind) -> Vec<&str> {
        let names: &[&str] = match kind {
            Kind::Import => &["browser", "module", "main"],
            Kind::Require => &["browser", "main", "module"],
        };
        names.iter().filter_map(|name| self.fields.get(*name)?.as_str()).filter(|path| !path.is_empty()).collect()
    }

    /// What the package's `browser` field puts in the place of another package.
    pub(super) fn replaced_name(&self, specifier: &str) -> Option<Replacement> {
        replacement(self.browser()?.get(specifier)?)
    }

    /// What the package's `browser` field puts in the place of `file`.
    pub(super) fn replaced_file(&self, file: &Path) -> Option<Replacement> {
        let found = self.browser()?.iter().find(|(key, _)| {
            let named = plain(&self.folder.join(key));
            key.starts_with('.')
                && (named == file || named == file.with_extension("") || named.join("index.js") == file)
        });
        replacement(found?.1)
    }

    fn browser(&self) -> Option<&Map<String, Value>> {
        self.fields.get("browser")?.as_object()
    }
}

fn replacement(value: &Value) -> Option<Replacement> {
    match value {
        Value::Bool(false) => Some(Replacement::Empty),
        Value::String(path) => Some(Replacement::By(path.clone())),
        _ => None,
    }
}
