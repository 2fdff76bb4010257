//! The driver's folder for what it makes.

use std::io;
use std::path::{Path, PathBuf};

/// A folder in the system's temporary folder; gone with the value.
#[derive(Debug)]
pub(crate) struct Scratch {
    root: PathBuf,
}

impl Scratch {
    /// Makes it, empty. `name` tells those of one process apart.
    pub(crate) fn new(name: &str) -> io::Result<Self> {
        let root = std::env::temp_dir().join(format!("minihost-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&root)?;
        Ok(Self { root })
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        &self.root
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.root);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_left() {
        let scratch = Scratch::new("scratch-test").unwrap();
        std::fs::write(scratch.path().join("file"), "x").unwrap();
        let root = scratch.path().to_owned();
        drop(scratch);
        assert!(!root.exists());
    }
}
