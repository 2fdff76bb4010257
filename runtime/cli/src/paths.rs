//! Paths as people want to see them.

use std::path::{Path, PathBuf};

/// `path` without the working directory in front of it.
pub(crate) fn shown(path: &Path) -> String {
    let current = std::env::current_dir().and_then(|current| current.canonicalize()).unwrap_or_default();
    let short = path.strip_prefix(&current).ok().filter(|_| current != PathBuf::new());
    short.unwrap_or(path).display().to_string()
}

/// `text` with the paths in it as people want to see them.
pub(crate) fn shown_in(text: &str) -> String {
    let current = std::env::current_dir().and_then(|current| current.canonicalize()).unwrap_or_default();
    let prefix = format!("{}/", current.display());
    // In the root folder every path begins with the prefix, and none gets shorter in a way that helps.
    if prefix.len() > 2 { text.replace(&prefix, "") } else { text.to_owned() }
}
