//! `exports` and `imports` of a package.json: what a package lets others, and itself, load.

use serde_json::Value;

/// What a subpath leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Target {
    /// A path that begins with `./`, from the package's folder; in `imports` it may name another package.
    Path(String),
    /// Nothing: no key matches, or what matches is `null` or has none of the conditions.
    None,
}

/// The target of `subpath` (`.`, or a path that begins with `./`) in the value of `exports`.
pub(super) fn of_exports(exports: &Value, subpath: &str, conditions: &[&str]) -> Target {
    let has_subpaths = exports.as_object().is_some_and(|keys| keys.keys().any(|key| key.starts_with('.')));
    if has_subpaths {
        return of_keys(exports, subpath, conditions);
    }
    if subpath == "." { target(exports, "", conditions) } else { Target::None }
}

/// The target of `specifier` (it begins with `#`) in the value of `imports`.
pub(super) fn of_imports(imports: &Value, specifier: &str, conditions: &[&str]) -> Target {
    of_keys(imports, specifier, conditions)
}

fn of_keys(keys: &Value, wanted: &str, conditions: &[&str]) -> Target {
    let Some(keys) = keys.as_object() else { return Target::None };
    if !wanted.contains('*')
        && let Some(value) = keys.get(wanted)
    {
        return target(value, "", conditions);
    }
    // Of several patterns the most specific one counts: that with the longest text before its star.
    let matching = keys.iter().filter_map(|(key, value)| {
        let (before, after) = key.split_once('*').or_else(|| key.ends_with('/').then_some((key.as_str(), "")))?;
        let rest = wanted.strip_prefix(before)?.strip_suffix(after)?;
        (!rest.is_empty()).then_some((before.len(), key.len(), rest, value))
    });
    let best = matching.max_by_key(|(before, length, ..)| (*before, *length));
    best.map_or(Target::None, |(_, _, rest, value)| target(value, rest, conditions))
}

fn target(value: &Value, rest: &str, conditions: &[&str]) -> Target {
    match value {
        Value::String(path) if path.contains('*') => Target::Path(path.replace('*', rest)),
        Value::String(path) if path.ends_with('/') => Target::Path(format!("{path}{rest}")),
        Value::String(path) => Target::Path(path.clone()),
        Value::Array(choices) => {
            let found = choices.iter().map(|choice| target(choice, rest, conditions));
            found.into_iter().find(|target| *target != Target::None).unwrap_or(Target::None)
        }
        Value::Object(branches) => {
            let taken = branches
                .iter()
                .filter(|(condition, _)| *condition == "default" || conditions.contains(&condition.as_str()));
            for (_, branch) in taken {
                // A branch that says `null` excludes the subpath; one without a matching condition does not.
                if branch.is_null() {
                    return Target::None;
                }
                let found = target(branch, rest, conditions);
                if found != Target::None {
                    return found;
                }
            }
            Target::None
        }
        _ => Target::None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn path(text: &str) -> Target {
        Target::Path(text.to_owned())
    }

    #[test]
    fn the_first_matching_condition_counts() {
        let exports = json!({
            "node": "./node.js",
            "browser": { "require": "./browser.cjs", "import": "./browser.mjs" },
            "default": "./main.js",
        });
        assert_eq!(of_exports(&exports, ".", &["import", "browser"]), path("./browser.mjs"));
        assert_eq!(of_exports(&exports, ".", &["require", "browser"]), path("./browser.cjs"));
        assert_eq!(of_exports(&exports, ".", &["other"]), path("./main.js"));
        assert_eq!(of_exports(&exports, "./main.js", &["import"]), Target::None);
        assert_eq!(of_exports(&json!([{ "x": "./x.js" }, "./y.js"]), ".", &[]), path("./y.js"));
    }

    #[test]
    fn subpaths_match_exactly_or_by_the_most_specific_pattern() {
        let exports = json!({
            ".": "./index.js",
            "./a": { "import": "./a.mjs", "require": null, "default": "./a.js" },
            "./lib/*": "./src/*.js",
            "./lib/private/*": null,
            "./lib/*.css": "./css/*.css",
            "./old/": "./legacy/",
        });
        for (subpath, found) in [
            (".", path("./index.js")),
            ("./a", Target::None),
            ("./lib/x/y", path("./src/x/y.js")),
            ("./lib/private/x", Target::None),
            ("./lib/z.css", path("./css/z.css")),
            ("./old/x.js", path("./legacy/x.js")),
            ("./b", Target::None),
        ] {
            assert_eq!(of_exports(&exports, subpath, &["require"]), found, "{subpath}");
        }
    }

    #[test]
    fn imports_are_a_packages_own_names() {
        let imports = json!({ "#socket": { "browser": "./web.js", "default": "ws" }, "#lib/*": "./lib/*.js" });
        assert_eq!(of_imports(&imports, "#socket", &[]), path("ws"));
        assert_eq!(of_imports(&imports, "#lib/a", &[]), path("./lib/a.js"));
    }
}
