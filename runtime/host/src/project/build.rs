//! `mini.project.json`: which mini-program it is, where it is in its project, and what its names stand for (FW-1).

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::{LoadError, bad_json, jsonc, read};

/// What `mini.project.json` says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Build {
    /// `miniprogramRoot`: the folder with `app.json`, from the project's folder.
    pub(super) root: Option<String>,
    /// `appId`, or `appid`.
    pub(super) app_id: Option<String>,
    /// `compileOptions.resolveAlias`: from a name in page code to a path or a package.
    pub(super) aliases: Vec<(String, String)>,
}

impl Build {
    /// Reads the file in `folder`; where there is none, it says nothing.
    ///
    /// # Errors
    /// Where it cannot be read, or has not the shape of one.
    pub(super) fn of(folder: &Path) -> Result<Self, LoadError> {
        let path = folder.join("mini.project.json");
        match read(&path) {
            Ok(text) => Self::parse(&path, &text),
            Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => Ok(Self::default()),
            Err(cause) => Err(LoadError::Unreadable { path, cause }),
        }
    }

    fn parse(path: &Path, text: &str) -> Result<Self, LoadError> {
        let file: Value = serde_json::from_str(&jsonc::to_json(text)).map_err(|error| bad_json(path, &error))?;
        let bad = |problem| LoadError::BadShape { path: path.to_owned(), problem };
        let root = match file.get("miniprogramRoot") {
            None | Some(Value::Null) => None,
            Some(Value::String(root)) => Some(root.trim_start_matches('/').to_owned()),
            Some(_) => {
                return Err(bad("\"miniprogramRoot\" is no string; write the folder of app.json, such as \"src\""));
            }
        };
        let app_id = match file.get("appId").or_else(|| file.get("appid")) {
            None | Some(Value::Null) => None,
            Some(Value::String(id)) => Some(id.clone()).filter(|id| !id.is_empty()),
            Some(_) => return Err(bad("\"appId\" is no string; write the mini-program's id in quotes")),
        };
        const ALIASES: &str = "\"resolveAlias\" is no object of strings, such as { \"@lib\": \"./lib\" }";
        let aliases = match file.get("compileOptions").and_then(|options| options.get("resolveAlias")) {
            None | Some(Value::Null) => Vec::new(),
            Some(aliases) => {
                let aliases = aliases.as_object().ok_or_else(|| bad(ALIASES))?.iter();
                let pair = |(name, target): (&String, &Value)| Some((name.clone(), target.as_str()?.to_owned()));
                aliases.map(|alias| pair(alias).ok_or_else(|| bad(ALIASES))).collect::<Result<_, _>>()?
            }
        };
        Ok(Self { root, app_id, aliases })
    }

    /// The folder with `app.json` in the project's folder (canonical), which it must not leave.
    pub(super) fn root_in(&self, folder: &Path) -> Result<PathBuf, LoadError> {
        let Some(root) = self.root.as_deref().filter(|root| !root.is_empty()) else { return Ok(folder.to_owned()) };
        let root = folder.join(root);
        match root.canonicalize() {
            Ok(real) if real.starts_with(folder) => Ok(real),
            Ok(_) => Err(LoadError::Outside(root)),
            Err(_) => Err(LoadError::Missing(root)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roots_and_aliases_are_read() {
        let text = r#"{ "miniprogramRoot": "src/", "appid": "2021000000000001", "compileOptions": { "resolveAlias": { "@lib": "./lib" } }, }"#;
        let build = Build::parse(Path::new("mini.project.json"), text).unwrap();
        assert_eq!((build.root.as_deref(), build.app_id.as_deref()), (Some("src/"), Some("2021000000000001")));
        assert_eq!(build.aliases, [("@lib".to_owned(), "./lib".to_owned())]);
        assert_eq!(Build::parse(Path::new("x"), "{}").unwrap(), Build::default());
    }

    #[test]
    fn wrong_shapes_say_how_to_write_them() {
        for (text, problem) in [
            (r#"{"miniprogramRoot": 1}"#, "miniprogramRoot"),
            (r#"{"appId": 2021}"#, "appId"),
            (r#"{"compileOptions": {"resolveAlias": []}}"#, "resolveAlias"),
            (r#"{"compileOptions": {"resolveAlias": {"a": 1}}}"#, "resolveAlias"),
        ] {
            let error = Build::parse(Path::new("mini.project.json"), text).unwrap_err().to_string();
            assert!(error.contains(problem), "{error}");
        }
    }
}
