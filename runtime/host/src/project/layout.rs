//! Where the files of a project are, before app.json is read.

use std::path::{Path, PathBuf};

use super::LoadError;
use super::build::Build;

/// How a project lies on disk (FW-1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// The folder that was opened, with `node_modules`; nothing outside of it is loaded.
    pub folder: PathBuf,
    /// The folder with app.json, which absolute paths in page code start from: `miniprogramRoot`.
    pub root: PathBuf,
    /// From a name in page code to what stands for it: `resolveAlias` of mini.project.json.
    pub aliases: Vec<(String, String)>,
    /// The mini-program's id, where mini.project.json has it.
    pub app_id: Option<String>,
    /// The file of a project that is one file.
    pub single: Option<PathBuf>,
}

impl Layout {
    /// The layout of the project at `path`: a folder, or a `.js` file. All paths are canonical.
    ///
    /// # Errors
    /// Where there is no such file or folder, or mini.project.json cannot be used.
    pub fn of(path: &Path) -> Result<Self, LoadError> {
        let real = path.canonicalize().map_err(|cause| match cause.kind() {
            std::io::ErrorKind::NotFound => LoadError::Missing(path.to_owned()),
            _ => LoadError::Unreadable { path: path.to_owned(), cause },
        })?;
        if real.is_dir() {
            let build = Build::of(&real)?;
            let root = build.root_in(&real)?;
            Ok(Self { folder: real, root, aliases: build.aliases, app_id: build.app_id, single: None })
        } else if real.is_file() {
            let folder = real.parent().unwrap_or(Path::new("/")).to_owned();
            Ok(Self { root: folder.clone(), folder, aliases: Vec::new(), app_id: None, single: Some(real) })
        } else {
            Err(LoadError::NoFile(path.to_owned()))
        }
    }
}
