//! `app.json`: what the platform reads of it (FW-1).

use std::path::Path;
use std::time::Duration;

use serde_json::{Map, Value};

use super::{LoadError, bad_json, jsonc};

/// What `app.json` says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    /// The routes of all pages; those of subpackages come last.
    pub(super) pages: Vec<String>,
    /// The index of the page that opens by default.
    pub(super) entry: usize,
    /// How many of them are in the main package, and so loaded at the start.
    pub(super) main_pages: usize,
    /// The routes of the tab bar's pages.
    pub(super) tabs: Vec<String>,
    /// `networkTimeout.connectSocket`.
    pub(super) connect_timeout: Option<Duration>,
    /// `networkTimeout.request`.
    pub(super) request_timeout: Option<Duration>,
    /// `behavior.connectSocketDefaultMultiple`.
    pub(super) connect_multiple: bool,
}

impl Manifest {
    /// Reads the text of the file at `path`; comments and trailing commas are forgiven.
    pub(super) fn parse(path: &Path, text: &str) -> Result<Self, LoadError> {
        let app: Value = serde_json::from_str(&jsonc::to_json(text)).map_err(|error| bad_json(path, &error))?;
        let bad = |problem| LoadError::BadShape { path: path.to_owned(), problem };
        let app =
            app.as_object().ok_or_else(|| bad("it is no object; write { \"pages\": [\"pages/index/index\"] }"))?;
        let mut pages = routes(app, "", || bad("\"pages\" is no list of strings"))?;
        if pages.is_empty() {
            return Err(LoadError::NoPages(path.to_owned()));
        }
        let main_pages = pages.len();
        const SUBPACKAGES: &str = "\"subPackages\" is no list of { \"root\": \"…\", \"pages\": [\"…\"] }";
        let subpackages = app.get("subPackages").or_else(|| app.get("subpackages"));
        for subpackage in list(subpackages, || bad(SUBPACKAGES))? {
            let root = subpackage.get("root").and_then(Value::as_str).ok_or_else(|| bad(SUBPACKAGES))?;
            let subpackage = subpackage.as_object().ok_or_else(|| bad(SUBPACKAGES))?;
            pages.extend(routes(subpackage, root.trim_matches('/'), || bad(SUBPACKAGES))?);
        }
        let entry = match app.get("entryPagePath") {
            None => 0,
            Some(entry) => {
                let entry = entry.as_str().ok_or_else(|| bad("\"entryPagePath\" is no string"))?;
                let found = pages.iter().position(|page| page == entry.trim_start_matches('/'));
                found.ok_or_else(|| bad("\"entryPagePath\" names a page that is not in \"pages\""))?
            }
        };
        const TABS: &str = "\"tabBar.items\" is no list of { \"pagePath\": \"…\" }";
        let bar = app.get("tabBar").and_then(|bar| bar.get("items").or_else(|| bar.get("list")));
        let mut tabs = Vec::new();
        for tab in list(bar, || bad(TABS))? {
            let route = tab.get("pagePath").and_then(Value::as_str).ok_or_else(|| bad(TABS))?;
            tabs.push(route.trim_start_matches('/').to_owned());
        }
        let timeouts = app.get("networkTimeout");
        let timeout = |name| timeouts?.get(name)?.as_u64().filter(|millis| *millis > 0).map(Duration::from_millis);
        let (connect_timeout, request_timeout) = (timeout("connectSocket"), timeout("request"));
        let multiple = app.get("behavior").and_then(|behavior| behavior.get("connectSocketDefaultMultiple"));
        let connect_multiple = multiple.and_then(Value::as_bool).unwrap_or(false);
        Ok(Self { pages, entry, main_pages, tabs, connect_timeout, request_timeout, connect_multiple })
    }
}

/// The `pages` of the app or of a subpackage; none, where there is no such member.
fn routes(
    object: &Map<String, Value>,
    root: &str,
    bad: impl Fn() -> LoadError + Copy,
) -> Result<Vec<String>, LoadError> {
    let route = |page: &Value| {
        let page = page.as_str().ok_or_else(bad)?.trim_start_matches('/');
        Ok(if root.is_empty() { page.to_owned() } else { format!("{root}/{page}") })
    };
    list(object.get("pages"), bad)?.iter().map(route).collect()
}

fn list(value: Option<&Value>, bad: impl Fn() -> LoadError) -> Result<&[Value], LoadError> {
    value.map_or(Ok(&[]), |value| value.as_array().map(Vec::as_slice).ok_or_else(bad))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Manifest, LoadError> {
        Manifest::parse(Path::new("/p/app.json"), text)
    }

    #[test]
    fn pages_subpackages_and_tabs_are_routes() {
        let manifest = parse(
            r#"{
                "pages": ["pages/a/a", "/pages/b/b"], // the main package
                "subPackages": [{ "root": "/more/", "pages": ["c/c"] }],
                "tabBar": { "items": [{ "pagePath": "pages/a/a", "name": "A" }] },
                "networkTimeout": { "connectSocket": 5000, "request": 7000 },
                "behavior": { "connectSocketDefaultMultiple": true },
            }"#,
        )
        .unwrap();
        assert_eq!(manifest.pages, ["pages/a/a", "pages/b/b", "more/c/c"]);
        assert_eq!((manifest.entry, manifest.main_pages, manifest.tabs), (0, 2, vec!["pages/a/a".to_owned()]));
        assert_eq!(manifest.connect_timeout, Some(Duration::from_secs(5)));
        assert_eq!(manifest.request_timeout, Some(Duration::from_secs(7)));
        assert!(manifest.connect_multiple);
    }

    #[test]
    fn what_is_no_manifest_says_why() {
        for (text, problem) in [
            ("[]", "no object"),
            (r#"{"pages": "a"}"#, "\"pages\" is no list"),
            ("{}", "lists no page"),
            (r#"{"pages": ["a"], "subPackages": [{}]}"#, "\"subPackages\" is no list"),
            (r#"{"pages": ["a"], "tabBar": {"items": [1]}}"#, "\"tabBar.items\" is no list"),
            (r#"{"pages": ["a"], "entryPagePath": "b"}"#, "\"entryPagePath\" names a page"),
        ] {
            let error = parse(text).unwrap_err().to_string();
            assert!(error.contains(problem), "{text}: {error}");
        }
    }
}
