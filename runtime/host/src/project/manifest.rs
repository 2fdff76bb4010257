//! `app.json`: what the platform reads of it (FW-1).

use std::path::Path;
use std::time::Duration;

use serde_json::{Map, Value};

use super::place::Step::{self, Index, Key};
use super::place::place;
use super::{Doubt, LoadError, bad_json, jsonc};

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
    /// Whether `usingComponents` names components for all pages.
    pub(super) has_components: bool,
    /// What is doubtful, and passed over.
    pub(super) doubts: Vec<Doubt>,
}

/// The members that this host reads.
const MEMBERS: &[&str] = &[
    "pages",
    "entryPagePath",
    "subPackages",
    "subpackages",
    "window",
    "tabBar",
    "behavior",
    "networkTimeout",
    "usingComponents",
];

/// The members of `networkTimeout`.
const TIMEOUTS: &[&str] = &["request", "connectSocket", "uploadFile", "downloadFile"];

impl Manifest {
    /// Reads the text of the file at `path`; comments and trailing commas are forgiven.
    ///
    /// # Errors
    /// Without a list of pages, or with one that cannot be read, there is nothing to run.
    pub(super) fn parse(path: &Path, text: &str) -> Result<Self, LoadError> {
        let text = jsonc::to_json(text);
        let app: Value = serde_json::from_str(&text).map_err(|error| bad_json(path, &error))?;
        let mut reader = Reader { path, text: &text, doubts: Vec::new() };
        let Some(app) = app.as_object() else {
            return Err(reader.bad(&[], "this is no object; write { \"pages\": [\"pages/index/index\"] }"));
        };
        let mut pages = reader.routes(app, &[], "", "\"pages\" is no list of strings")?;
        if pages.is_empty() {
            return Err(LoadError::NoPages(path.to_owned()));
        }
        let main_pages = pages.len();
        reader.subpackages(app, &mut pages)?;
        let entry = reader.entry(app, &pages)?;
        let tabs = reader.tabs(app, &pages)?;
        let [connect_timeout, request_timeout] = reader.timeouts(app);
        let manifest = Self {
            entry,
            main_pages,
            tabs,
            connect_timeout,
            request_timeout,
            connect_multiple: reader.connect_multiple(app),
            has_components: reader.has_components(app),
            pages,
            doubts: Vec::new(),
        };
        reader.object(app, "window");
        reader.misspelt(app);
        reader.doubts.sort_by_key(|doubt| (doubt.at.line, doubt.at.column));
        Ok(Self { doubts: reader.doubts, ..manifest })
    }
}

/// Reads members of `app.json`, and knows where they stand.
struct Reader<'a> {
    path: &'a Path,
    /// Strict JSON, with the places of the file.
    text: &'a str,
    doubts: Vec<Doubt>,
}

impl Reader<'_> {
    fn bad(&self, steps: &[Step<'_>], message: &str) -> LoadError {
        LoadError::BadJson { at: place(self.path, self.text, steps), message: message.to_owned() }
    }

    fn doubt(&mut self, steps: &[Step<'_>], message: String) {
        self.doubts.push(Doubt { at: place(self.path, self.text, steps), message });
    }

    /// The `pages` of the app or of a subpackage; none, where there is no such member.
    fn routes(
        &mut self,
        object: &Map<String, Value>,
        steps: &[Step<'_>],
        root: &str,
        problem: &str,
    ) -> Result<Vec<String>, LoadError> {
        let Some(pages) = object.get("pages") else { return Ok(Vec::new()) };
        let steps = [steps, &[Key("pages")]].concat();
        let pages = pages.as_array().ok_or_else(|| self.bad(&steps, problem))?;
        let mut routes: Vec<String> = Vec::new();
        for (index, page) in pages.iter().enumerate() {
            let at = [&*steps, &[Index(index)]].concat();
            let page = page.as_str().ok_or_else(|| self.bad(&at, problem))?.trim_start_matches('/');
            let route = if root.is_empty() { page.to_owned() } else { format!("{root}/{page}") };
            if routes.contains(&route) {
                self.doubt(&at, format!("page {route:?} is listed twice"));
            } else {
                routes.push(route);
            }
        }
        Ok(routes)
    }

    fn subpackages(&mut self, app: &Map<String, Value>, pages: &mut Vec<String>) -> Result<(), LoadError> {
        for name in ["subPackages", "subpackages"] {
            let Some(packages) = app.get(name) else { continue };
            let problem = format!("{name:?} is no list of {{ \"root\": \"…\", \"pages\": [\"…\"] }}");
            let packages = packages.as_array().ok_or_else(|| self.bad(&[Key(name)], &problem))?;
            for (index, package) in packages.iter().enumerate() {
                let at = [Key(name), Index(index)];
                let package = package.as_object().ok_or_else(|| self.bad(&at, &problem))?;
                let root = package.get("root").and_then(Value::as_str).ok_or_else(|| self.bad(&at, &problem))?;
                for route in self.routes(package, &at, root.trim_matches('/'), &problem)? {
                    if pages.contains(&route) {
                        self.doubt(&at, format!("page {route:?} is listed twice"));
                    } else {
                        pages.push(route);
                    }
                }
            }
            // Two spellings of the same member: the platform's own comes first.
            break;
        }
        Ok(())
    }

    fn entry(&self, app: &Map<String, Value>, pages: &[String]) -> Result<usize, LoadError> {
        let Some(entry) = app.get("entryPagePath") else { return Ok(0) };
        let bad = |problem| self.bad(&[Key("entryPagePath")], problem);
        let entry = entry.as_str().ok_or_else(|| bad("\"entryPagePath\" is no string"))?;
        let found = pages.iter().position(|page| page == entry.trim_start_matches('/'));
        found.ok_or_else(|| bad("\"entryPagePath\" names a page that is not in \"pages\""))
    }

    fn tabs(&mut self, app: &Map<String, Value>, pages: &[String]) -> Result<Vec<String>, LoadError> {
        const TABS: &str = "\"tabBar.items\" is no list of { \"pagePath\": \"…\" }";
        let Some(bar) = self.object(app, "tabBar") else { return Ok(Vec::new()) };
        let Some((name, items)) = ["items", "list"].into_iter().find_map(|name| Some((name, bar.get(name)?))) else {
            self.doubt(&[Key("tabBar")], "\"tabBar\" has no \"items\", so it shows no page".to_owned());
            return Ok(Vec::new());
        };
        let items = items.as_array().ok_or_else(|| self.bad(&[Key("tabBar"), Key(name)], TABS))?;
        let mut tabs = Vec::new();
        for (index, item) in items.iter().enumerate() {
            let at = [Key("tabBar"), Key(name), Index(index), Key("pagePath")];
            let route = item.get("pagePath").and_then(Value::as_str).ok_or_else(|| self.bad(&at, TABS))?;
            let route = route.trim_start_matches('/').to_owned();
            if !pages.contains(&route) {
                self.doubt(&at, format!("the tab bar shows page {route:?}, which is not in \"pages\""));
            }
            tabs.push(route);
        }
        Ok(tabs)
    }

    /// Those for connecting and for requests.
    fn timeouts(&mut self, app: &Map<String, Value>) -> [Option<Duration>; 2] {
        let mut timeouts = [None, None];
        for (name, value) in self.object(app, "networkTimeout").into_iter().flatten() {
            let at = [Key("networkTimeout"), Key(name)];
            if !TIMEOUTS.contains(&name.as_str()) {
                let known = TIMEOUTS.join(", ");
                self.doubt(&at, format!("\"networkTimeout.{name}\" means nothing; there are: {known}"));
            } else if let Some(millis) = value.as_u64().filter(|millis| *millis > 0) {
                match name.as_str() {
                    "connectSocket" => timeouts[0] = Some(Duration::from_millis(millis)),
                    "request" => timeouts[1] = Some(Duration::from_millis(millis)),
                    // No call of this host is about them.
                    _ => {}
                }
            } else {
                let problem = "is no whole number of milliseconds, so it is passed over";
                self.doubt(&at, format!("\"networkTimeout.{name}\" {problem}"));
            }
        }
        timeouts
    }

    fn connect_multiple(&mut self, app: &Map<String, Value>) -> bool {
        const NAME: &str = "connectSocketDefaultMultiple";
        let value = self.object(app, "behavior").and_then(|behavior| behavior.get(NAME));
        match value {
            None | Some(Value::Null) => false,
            Some(Value::Bool(multiple)) => *multiple,
            Some(_) => {
                let problem = "is neither true nor false, so it is passed over";
                self.doubt(&[Key("behavior"), Key(NAME)], format!("\"behavior.{NAME}\" {problem}"));
                false
            }
        }
    }

    /// Their files are looked for when they are loaded.
    fn has_components(&mut self, app: &Map<String, Value>) -> bool {
        const NAME: &str = "usingComponents";
        let Some(components) = self.object(app, NAME) else { return false };
        for (name, specifier) in components {
            if !specifier.is_string() {
                let problem = format!("component {name:?} has no path; write {{ {name:?}: \"/components/…\" }}");
                self.doubt(&[Key(NAME), Key(name)], problem);
            }
        }
        !components.is_empty()
    }

    /// A member that is an object; one that is something else is doubtful and passed over.
    fn object<'a>(&mut self, app: &'a Map<String, Value>, name: &str) -> Option<&'a Map<String, Value>> {
        match app.get(name)? {
            Value::Object(object) => Some(object),
            Value::Null => None,
            _ => {
                self.doubt(&[Key(name)], format!("{name:?} is no object, so it is passed over"));
                None
            }
        }
    }

    /// Members that differ from those which are read in their case or a plural `s` alone. What else there is may well be for
    /// phones and IDEs.
    fn misspelt(&mut self, app: &Map<String, Value>) {
        let folded = |name: &str| name.to_ascii_lowercase().trim_end_matches('s').to_owned();
        for name in app.keys().filter(|name| !MEMBERS.contains(&name.as_str())) {
            if let Some(known) = MEMBERS.iter().find(|known| folded(known) == folded(name)) {
                self.doubt(&[Key(name)], format!("{name:?} means nothing; did you mean {known:?}?"));
            }
        }
    }
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
                "window": { "defaultTitle": "A" }, "permission": {},
            }"#,
        )
        .unwrap();
        assert_eq!(manifest.pages, ["pages/a/a", "pages/b/b", "more/c/c"]);
        assert_eq!((manifest.entry, manifest.main_pages, manifest.tabs), (0, 2, vec!["pages/a/a".to_owned()]));
        assert_eq!(manifest.connect_timeout, Some(Duration::from_secs(5)));
        assert_eq!(manifest.request_timeout, Some(Duration::from_secs(7)));
        assert!(manifest.connect_multiple && !manifest.has_components);
        assert_eq!(manifest.doubts, []);
    }

    #[test]
    fn what_is_no_manifest_says_why_and_where() {
        for (text, place, problem) in [
            ("[]", ":1:1", "no object"),
            (r#"{"pages": "a"}"#, ":1:11", "\"pages\" is no list"),
            ("{\"pages\": [\"a\",\n  5]}", ":2:3", "\"pages\" is no list"),
            ("{}", "", "lists no page"),
            (r#"{"pages": ["a"], "subPackages": [{}]}"#, ":1:34", "\"subPackages\" is no list"),
            (r#"{"pages": ["a"], "subpackages": {}}"#, ":1:33", "\"subpackages\" is no list"),
            (r#"{"pages": ["a"], "tabBar": {"items": [1]}}"#, ":1:39", "\"tabBar.items\" is no list"),
            (r#"{"pages": ["a"], "entryPagePath": "b"}"#, ":1:35", "\"entryPagePath\" names a page"),
        ] {
            let error = parse(text).unwrap_err().to_string();
            assert!(error.contains(problem) && error.contains(place), "{text}: {error}");
        }
    }

    #[test]
    fn what_is_doubtful_is_told_with_its_place_and_passed_over() {
        for (member, column, problem) in [
            (r#""pages": ["b", "b"]"#, 16, "page \"b\" is listed twice"),
            (r#""networkTimeout": {"connectSocket": "5s"}"#, 37, "no whole number of milliseconds"),
            (r#""networkTimeout": {"socket": 5}"#, 30, "there are: request, connectSocket"),
            (r#""networkTimeout": 5000"#, 19, "\"networkTimeout\" is no object"),
            (r#""behavior": {"connectSocketDefaultMultiple": "yes"}"#, 46, "neither true nor false"),
            (r#""tabBar": {"items": [{"pagePath": "x"}]}"#, 35, "page \"x\", which is not in \"pages\""),
            (r#""tabBar": {}"#, 11, "has no \"items\""),
            (r#""window": "wide""#, 11, "\"window\" is no object"),
            (r#""usingComponents": {"a": 1}"#, 26, "component \"a\" has no path"),
            (r#""subPackage": []"#, 15, "did you mean \"subPackages\"?"),
            (r#""tabbar": {}"#, 11, "did you mean \"tabBar\"?"),
        ] {
            let manifest = parse(
                &format!("{{\n{member},\n\"pages\": [\"a\"] }}").replace("\"b\"],\n\"pages\": [\"a\"]", "\"b\"]"),
            )
            .unwrap();
            let [doubt] = &manifest.doubts[..] else { panic!("{member}: {:?}", manifest.doubts) };
            assert!(doubt.message.contains(problem), "{member}: {}", doubt.message);
            assert_eq!((doubt.at.line, doubt.at.column), (2, column), "{member}");
        }
    }
}
