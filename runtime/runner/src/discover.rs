//! Which files are tests.

use std::path::{Path, PathBuf};

/// A path that was named and is not there.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no such file or folder: {}", .0.display())]
pub struct NoSuchPath(pub PathBuf);

const ENDINGS: [&str; 3] = [".test.js", ".test.mjs", ".test.cjs"];

/// The test files at `paths`, each once, in the order of their names: a file that is named is one whatever it is called,
/// a folder is searched for `*.test.js`, `*.test.mjs` and `*.test.cjs`, but for `node_modules` and hidden folders.
///
/// # Errors
/// The first path that is not there.
pub fn discover(paths: &[PathBuf]) -> Result<Vec<PathBuf>, NoSuchPath> {
    let mut found = Vec::new();
    for path in paths {
        let real = path.canonicalize().map_err(|_| NoSuchPath(path.clone()))?;
        if real.is_dir() { search(&real, &mut found) } else { found.push(real) }
    }
    found.sort();
    found.dedup();
    Ok(found)
}

fn search(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in folder.read_dir().into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = entry.path();
        if path.is_dir() {
            if !name.starts_with('.') && name != "node_modules" {
                search(&path, found);
            }
        } else if ENDINGS.iter().any(|ending| name.ends_with(ending)) {
            found.push(path);
        }
    }
}
