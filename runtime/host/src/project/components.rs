//! `usingComponents`: which components a page, another component or the app says it uses (FW-1).

use std::path::Path;

use serde_json::Value;

use super::{LoadError, bad_json, jsonc, read};
use crate::uncaught::Position;

/// A component that a `.json` file names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct UsedComponent {
    /// Where its script is, as the file writes it: `/components/dial/index`.
    pub(crate) specifier: String,
    /// The place in the file.
    pub(crate) at: Position,
}

/// The components that the file at `path` names; none where there is no such file.
///
/// # Errors
/// Where it cannot be read, or is no JSON.
pub(crate) fn used_components(path: &Path) -> Result<Vec<UsedComponent>, LoadError> {
    let text = match read(path) {
        Ok(text) => text,
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(cause) => return Err(LoadError::Unreadable { path: path.to_owned(), cause }),
    };
    let config: Value = serde_json::from_str(&jsonc::to_json(&text)).map_err(|error| bad_json(path, &error))?;
    let used = config.get("usingComponents").and_then(Value::as_object);
    let specifiers = used.into_iter().flatten().filter_map(|(_, specifier)| specifier.as_str());
    // A plugin lives on the platform's servers alone.
    let specifiers = specifiers.filter(|specifier| !specifier.contains("://"));
    let used = |specifier: &str| UsedComponent { specifier: specifier.to_owned(), at: place(path, &text, specifier) };
    Ok(specifiers.map(used).collect())
}

/// Where `specifier` stands in `text`.
fn place(path: &Path, text: &str, specifier: &str) -> Position {
    let before = text.find(&format!("\"{specifier}\"")).map_or("", |at| &text[..at]);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    Position::new(path.to_owned(), line, column)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn components_have_their_places() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("index.json");
        assert_eq!(used_components(&path).unwrap(), []);
        std::fs::write(&path, "{\n  // ours\n  \"usingComponents\": { \"x\": \"/c/x\", \"p\": \"plugin://a/b\" },\n}")
            .unwrap();
        let used = used_components(&path).unwrap();
        assert_eq!(used.len(), 1);
        assert_eq!((used[0].specifier.as_str(), used[0].at.line, used[0].at.column), ("/c/x", 3, 29));
        std::fs::write(&path, "{").unwrap();
        assert!(matches!(used_components(&path), Err(LoadError::BadJson { .. })));
    }
}
