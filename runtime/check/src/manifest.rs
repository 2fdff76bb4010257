//! app.json: what it lists, with the places, and what is wrong with it (FW-1).

use std::path::{Path, PathBuf};

use jsonc_parser::ast::{Object, Value};
use minihost_runtime::{Layout, LoadError};

use crate::json::{Item, Problem, Reading};

/// What app.json says.
#[derive(Debug, Default)]
pub(crate) struct Manifest {
    /// The file; `None` where the project is one file.
    pub(crate) file: Option<(PathBuf, String)>,
    pub(crate) problems: Vec<Problem>,
    /// The routes of all pages; those of subpackages come last.
    pub(crate) pages: Vec<Item>,
    /// Routes that must be among `pages`, with what names them.
    pub(crate) references: Vec<(&'static str, Item)>,
    pub(crate) components: Vec<Item>,
}

impl Manifest {
    /// Reads app.json of the project that was opened as `shown`.
    ///
    /// # Errors
    /// Where there is none.
    pub(crate) fn read(shown: &Path, layout: &Layout) -> Result<Self, LoadError> {
        if layout.single.is_some() {
            return Ok(Self::default());
        }
        let path = layout.root.join("app.json");
        #[expect(clippy::disallowed_methods, reason = "app.json is a file of the project")]
        let text = std::fs::read_to_string(&path).map_err(|cause| match cause.kind() {
            std::io::ErrorKind::NotFound if layout.root == layout.folder => LoadError::NoAppJson(shown.to_owned()),
            std::io::ErrorKind::NotFound => LoadError::NoAppJson(layout.root.clone()),
            _ => LoadError::Unreadable { path: path.clone(), cause },
        })?;
        let mut manifest = Self::default();
        manifest.problems = Reading::of(&text, |reading, app| manifest.take(reading, app));
        manifest.file = Some((path, text));
        Ok(manifest)
    }

    fn take(&mut self, reading: &mut Reading, app: &Object<'_>) {
        self.pages = routes(reading, app, "");
        if reading.problems.is_empty() && self.pages.is_empty() {
            let span = app.range.start..app.range.start + 1;
            let help = Some("add one, such as \"pages\": [\"pages/index/index\"]");
            reading.problems.push(Problem { span, message: "\"pages\" lists no page".to_owned(), help });
        }
        let name = if app.get("subPackages").is_some() { "subPackages" } else { "subpackages" };
        for subpackage in reading.list(app, name).unwrap_or_default() {
            let help = Some("write { \"root\": \"more\", \"pages\": [\"detail/detail\"] }");
            let Value::Object(object) = subpackage else {
                reading.wrong(subpackage, "a subpackage is no object", help);
                continue;
            };
            match reading.string(object, "root") {
                Some(root) => self.pages.extend(routes(reading, object, root.text.trim_matches('/'))),
                None if object.get("root").is_none() => reading.wrong(subpackage, "a subpackage has no \"root\"", help),
                None => {}
            }
        }
        self.references.extend(reading.string(app, "entryPagePath").map(|entry| ("\"entryPagePath\"", entry)));
        if let Some(bar) = reading.object(app, "tabBar") {
            let name = if bar.get("items").is_some() { "items" } else { "list" };
            for tab in reading.list(bar, name).unwrap_or_default() {
                let help = Some("write { \"pagePath\": \"pages/index/index\", \"name\": \"Home\" }");
                let Value::Object(object) = tab else {
                    reading.wrong(tab, "a tab is no object", help);
                    continue;
                };
                match reading.string(object, "pagePath") {
                    Some(path) => self.references.push(("the tab bar", path)),
                    None if object.get("pagePath").is_none() => reading.wrong(tab, "a tab has no \"pagePath\"", help),
                    None => {}
                }
            }
        }
        reading.object(app, "window");
        if let Some(timeouts) = reading.object(app, "networkTimeout") {
            for name in ["connectSocket", "request", "uploadFile", "downloadFile"] {
                reading.expect(timeouts, name, "number of milliseconds", |it| matches!(it, Value::NumberLit(_)));
            }
        }
        if let Some(behavior) = reading.object(app, "behavior") {
            let is_boolean = |value: &Value<'_>| matches!(value, Value::BooleanLit(_));
            reading.expect(behavior, "connectSocketDefaultMultiple", "boolean", is_boolean);
        }
        self.components = reading.components(app);
    }
}

fn routes(reading: &mut Reading, object: &Object<'_>, root: &str) -> Vec<Item> {
    let pages = reading.list(object, "pages").unwrap_or_default();
    let pages: Vec<_> = pages.iter().filter_map(|page| reading.text(page, "a page's path is no string")).collect();
    let route = |page: &str| match root {
        "" => page.trim_start_matches('/').to_owned(),
        root => format!("{root}/{}", page.trim_start_matches('/')),
    };
    pages.into_iter().map(|page| Item { text: route(&page.text), span: page.span }).collect()
}
