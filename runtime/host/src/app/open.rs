//! From a url to a page: where it leads, what it asks for, and the page's fresh instance.

use boa_engine::{Context, JsObject, JsString};

use super::components;
use minihost_mutant::{Mutant, is};

use super::framework::Definition;
use super::page::PageInstance;
use crate::host::Host;
use crate::project::Project;

/// Where a navigation leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Location {
    /// The page, as app.json lists it.
    pub(crate) route: String,
    /// The query, decoded.
    pub(crate) query: Vec<(String, String)>,
}

impl Location {
    /// The page that `url` means on the page `current`: `/pages/a/a` starts at the root, everything else at the
    /// folder of the current page; a path that leads nowhere from there is tried from the root, since many apps write
    /// `pages/a/a`.
    ///
    /// # Errors
    /// The location itself, where the project has no such page.
    pub(crate) fn parse(url: &str, current: &str, project: &Project) -> Result<Self, Self> {
        let (path, query) = url.split_once('?').unwrap_or((url, ""));
        let query = parse_query(query);
        let path = path.trim().trim_end_matches(".html");
        let folder = current.rsplit_once('/').map_or("", |(folder, _)| folder);
        let from_root = resolve("", path.trim_start_matches('/'));
        let candidates = match path.starts_with('/') {
            true => [from_root.clone(), None],
            false => [resolve(folder, path), from_root.clone()],
        };
        let known = |route: &String| project.pages().iter().any(|page| page == route);
        match candidates.into_iter().flatten().find(known) {
            Some(route) => Ok(Self { route, query }),
            None => Err(Self { route: from_root.unwrap_or_else(|| path.to_owned()), query }),
        }
    }
}

/// `path` from `folder` on, without `.` and `..`; `None` where it leaves the project.
fn resolve(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The pairs of a query (`a=1&b=%20`); names and values are percent-decoded, of equal names the last one counts.
pub fn parse_query(query: &str) -> Vec<(String, String)> {
    let mut pairs: Vec<(String, String)> = Vec::new();
    for item in query.split('&').filter(|item| !item.is_empty()) {
        let (name, value) = item.split_once('=').unwrap_or((item, ""));
        let (name, value) = (decode(name), decode(value));
        match pairs.iter_mut().find(|(known, _)| *known == name) {
            Some(pair) => pair.1 = value,
            None => pairs.push((name, value)),
        }
    }
    pairs
}

/// `decodeURIComponent`, but what is not percent-encoded UTF-8 stays as it is.
fn decode(text: &str) -> String {
    if is(Mutant::PageQueryNotDecoded) {
        return text.to_owned();
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let digits = after.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        let byte = digits.filter(|_| *first == b'%').and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match byte {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// An object with the pairs as its fields.
pub(super) fn query_object(query: &[(String, String)], context: &mut Context) -> JsObject {
    let object = JsObject::with_object_proto(context.intrinsics());
    for (name, value) in query {
        // A fresh ordinary object takes every field.
        let _ = object.create_data_property(JsString::from(name.as_str()), JsString::from(value.as_str()), context);
    }
    object
}

/// A fresh instance of the page; the module of a subpackage's page is evaluated now, if it was not before.
///
/// # Errors
/// Why there is none, for the call's `errorMessage`; what page code threw was reported.
pub(super) fn create(
    host: &Host,
    project: &Project,
    location: &Location,
    context: &mut Context,
) -> Result<PageInstance, String> {
    let route = &location.route;
    if host.framework.definition(route).is_none() {
        let (_, path) = project.page(Some(route)).map_err(|error| error.to_string())?;
        if let Err(error) = register(host, route, &path, context) {
            host.report(&error, format_args!("loading {}", host.loader.shown(&path)), context);
        }
    }
    let options = match host.framework.definition(route) {
        Some(Definition::Options(options)) => options,
        Some(Definition::Broken) => return Err(format!("page {route:?} could not be loaded")),
        Some(Definition::None) | None => return Err(format!("page {route:?} never called Page({{ … }})")),
    };
    PageInstance::create(&options, route, context).map_err(|error| {
        host.report(&error, format_args!("page {route}"), context);
        format!("page {route:?} could not be made")
    })
}

/// Evaluates the modules of a page's components and its own, and keeps what it gave to `Page`.
///
/// # Errors
/// What loading or page code threw.
pub(super) fn register(
    host: &Host,
    route: &str,
    path: &std::path::Path,
    context: &mut Context,
) -> boa_engine::JsResult<()> {
    components::load(host, path, context);
    host.framework.begin_module();
    let result = host.loader.run(path, context);
    host.checkpoint(context);
    let definition = match (&result, host.framework.end_module()) {
        (Err(_), _) => Definition::Broken,
        (Ok(_), Some(options)) => Definition::Options(options),
        (Ok(_), None) => Definition::None,
    };
    host.framework.define(route.to_owned(), definition);
    result.map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_resolved() {
        assert_eq!(resolve("pages/a", "../b/b").as_deref(), Some("pages/b/b"));
        assert_eq!(resolve("pages/a", "./c").as_deref(), Some("pages/a/c"));
        assert_eq!(resolve("", "pages//x").as_deref(), Some("pages/x"));
        assert_eq!(resolve("pages", "../../x"), None);
    }

    #[test]
    fn queries_are_decoded_and_the_last_of_equal_names_counts() {
        let pairs = parse_query("a=1&b=%E4%BD%A0+x&a=2&flag&=empty&bad=%zz%ff");
        let pairs: Vec<_> = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let expected = [("a", "2"), ("b", "你+x"), ("flag", ""), ("", "empty"), ("bad", "%zz%ff")];
        assert_eq!(pairs, expected);
    }
}
