//! A project in a folder of its own, which each check of this thread writes anew.

use std::path::PathBuf;

use minihost_runtime::{LoadError, Project};
use tempfile::TempDir;

thread_local! {
    static FOLDER: TempDir = tempfile::tempdir().expect("a folder");
}

/// A project that is one file.
pub(crate) fn page(text: &str) -> Project {
    in_folder(&[("page.js", text)], "page.js")
}

/// The project at `path` in a folder with these files, beside those of earlier checks.
pub(crate) fn in_folder(files: &[(&str, &str)], path: &str) -> Project {
    opened(files, path).expect("a project")
}

/// The same, where there may be none.
pub(crate) fn opened(files: &[(&str, &str)], path: &str) -> Result<Project, LoadError> {
    let folder = folder();
    for (name, text) in files {
        std::fs::write(folder.join(name), text).expect("a file");
    }
    Project::open(&folder.join(path))
}

/// That folder.
pub(crate) fn folder() -> PathBuf {
    FOLDER.with(|folder| folder.path().to_owned())
}
