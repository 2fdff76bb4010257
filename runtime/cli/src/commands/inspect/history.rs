//! The lines of earlier sessions, in the user's state folder: readable by the user alone, since people type secrets.

use std::fs::DirBuilder;
use std::os::unix::fs::DirBuilderExt;
use std::path::PathBuf;

use crate::paths;

/// The history's file; `None` where its folder cannot be made. The folder is the user's own.
pub(super) fn file() -> Option<PathBuf> {
    let folder = paths::state_folder()?;
    DirBuilder::new().recursive(true).mode(0o700).create(&folder).ok()?;
    Some(folder.join("inspect-history"))
}
