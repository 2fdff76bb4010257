//! What people are told of a specifier that leads to no file.

use std::path::Path;

use super::failure::LoadFailure;
use super::resolve::Unresolved;
use crate::uncaught::Position;

/// The failure of an import of `specifier` at `at` in the project in `folder`.
pub(super) fn failure(specifier: &str, cause: Unresolved, at: Option<Position>, folder: &Path) -> LoadFailure {
    let name = |path: &Path| path.strip_prefix(folder).unwrap_or(path).display().to_string();
    let (message, tried) = match cause {
        Unresolved::Missing(tried) => (format!("cannot find module '{specifier}'"), tried),
        Unresolved::NoPackage(tried) if is_of_node(specifier) => {
            let hint = "it is one of Node's own modules, which mini-programs do not have; use a package's build for \
                        browsers, or install a package of that name";
            (format!("cannot find package '{specifier}': {hint}"), tried)
        }
        Unresolved::NoPackage(tried) => {
            let hint = "install it with npm in the project's folder, or write './' before the path of a file";
            (format!("cannot find package '{specifier}': {hint}"), tried)
        }
        Unresolved::NotExported(package) => {
            (format!("'{specifier}' is nothing that {} lets others load", name(&package)), Vec::new())
        }
        Unresolved::Outside(path) => {
            (format!("module '{specifier}' is outside of the project: {}", path.display()), Vec::new())
        }
        Unresolved::BadPackage(path, message, line, column) => {
            let at = Position::new(path.clone(), line, column);
            return LoadFailure::new(format!("{} is no JSON: {message}", name(&path)), Some(at));
        }
        Unresolved::Circle => {
            let hint = "resolveAlias in mini.project.json, or a package.json, leads in a circle";
            (format!("cannot find module '{specifier}': {hint}"), Vec::new())
        }
    };
    LoadFailure { tried, ..LoadFailure::new(message, at) }
}

/// Whether that is a module of Node's.
fn is_of_node(specifier: &str) -> bool {
    const NAMES: [&str; 20] = [
        "assert",
        "buffer",
        "child_process",
        "crypto",
        "dns",
        "events",
        "fs",
        "http",
        "https",
        "net",
        "os",
        "path",
        "process",
        "querystring",
        "stream",
        "string_decoder",
        "tls",
        "url",
        "util",
        "zlib",
    ];
    specifier.starts_with("node:") || NAMES.contains(&specifier.split('/').next().unwrap_or_default())
}
