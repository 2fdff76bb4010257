//! Files for tests.

use std::fs;
use std::path::Path;

/// Writes these files into `root`, with their folders.
pub(super) fn write(root: &Path, files: &[(&str, &str)]) {
    for (file, text) in files {
        let path = root.join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}
