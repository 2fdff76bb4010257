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

/// What can be made again: `$XDG_CACHE_HOME/minihost`, `~/.cache/minihost`, or a folder for temporary files.
pub(crate) fn cache_folder() -> PathBuf {
    user_folder("XDG_CACHE_HOME", ".cache").unwrap_or_else(|| std::env::temp_dir().join("minihost"))
}

/// What a person would miss: `$XDG_STATE_HOME/minihost` or `~/.local/state/minihost`.
pub(crate) fn state_folder() -> Option<PathBuf> {
    user_folder("XDG_STATE_HOME", ".local/state")
}

fn user_folder(variable: &str, in_home: &str) -> Option<PathBuf> {
    let absolute = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let folder = absolute(variable).or_else(|| absolute("HOME").map(|home| home.join(in_home)));
    folder.map(|folder| folder.join("minihost"))
}
