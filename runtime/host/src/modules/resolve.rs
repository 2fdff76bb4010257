//! From a specifier to a file.

use std::path::{Component, Path, PathBuf};

/// Extensions that may be left out, in the order in which they are tried.
const EXTENSIONS: [&str; 4] = ["js", "json", "mjs", "cjs"];

/// Why a specifier leads to no file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Unresolved {
    /// None of these is a file.
    Missing(Vec<PathBuf>),
    /// It names a package, not a path.
    Package,
    /// It leads to this file, outside of the project.
    Outside(PathBuf),
}

/// The file that `specifier` means in a module in the folder `from`, in a project whose root is `root` (canonical).
pub(super) fn resolve(specifier: &str, from: &Path, root: &Path) -> Result<PathBuf, Unresolved> {
    let base = if let Some(absolute) = specifier.strip_prefix('/') {
        root.join(absolute)
    } else if matches!(specifier.split('/').next(), Some("." | "..")) {
        from.join(specifier)
    } else {
        return Err(Unresolved::Package);
    };
    let mut tried = Vec::new();
    for candidate in candidates(&plain(&base), specifier.ends_with('/')) {
        if !candidate.is_file() {
            tried.push(candidate);
            continue;
        }
        // A link may lead out of the project: its target counts.
        let real = candidate.canonicalize().map_err(|_| Unresolved::Missing(vec![candidate.clone()]))?;
        return if real.starts_with(root) { Ok(real) } else { Err(Unresolved::Outside(candidate)) };
    }
    Err(Unresolved::Missing(tried))
}

/// The files that `base` may mean; what ends with a slash can only be a folder.
fn candidates(base: &Path, is_folder: bool) -> Vec<PathBuf> {
    let with_extension = |extension: &str| {
        let mut name = base.as_os_str().to_owned();
        name.push(".");
        name.push(extension);
        PathBuf::from(name)
    };
    let index = EXTENSIONS.map(|extension| base.join(format!("index.{extension}")));
    if is_folder {
        return index.into();
    }
    std::iter::once(base.to_owned()).chain(EXTENSIONS.map(with_extension)).chain(index).collect()
}

/// The path without `.` and `..`, as text: symbolic links are followed only for the file itself.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                plain.pop();
            }
            part => plain.push(part),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn project() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap().join("app");
        for file in ["pages/a.js", "pages/a.json", "lib/index.js", "lib.cjs", "data.json"] {
            let path = root.join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
        }
        fs::write(root.parent().unwrap().join("secret.js"), "").unwrap();
        (folder, root)
    }

    #[test]
    fn paths_are_relative_to_the_module_or_to_the_root() {
        let (_folder, root) = project();
        let from = root.join("pages");
        for (specifier, file) in [
            ("./a", "pages/a.js"),
            ("./a.json", "pages/a.json"),
            ("../data", "data.json"),
            ("/lib", "lib.cjs"),
            ("../lib/", "lib/index.js"),
            ("..//lib/./index", "lib/index.js"),
        ] {
            assert_eq!(resolve(specifier, &from, &root), Ok(root.join(file)), "{specifier}");
        }
    }

    #[test]
    fn what_is_missing_names_every_path_that_was_tried() {
        let (_folder, root) = project();
        let Err(Unresolved::Missing(tried)) = resolve("./b", &root, &root) else { panic!("found") };
        assert_eq!(tried.len(), 9);
        assert_eq!(tried[0], root.join("b"));
        assert_eq!(tried[1], root.join("b.js"));
        assert_eq!(tried[8], root.join("b/index.cjs"));
    }

    #[test]
    fn nothing_outside_the_project_is_found() {
        let (_folder, root) = project();
        let outside = Err(Unresolved::Outside(root.parent().unwrap().join("secret.js")));
        assert_eq!(resolve("../secret", &root, &root), outside);
        std::os::unix::fs::symlink(root.parent().unwrap().join("secret.js"), root.join("link.js")).unwrap();
        assert_eq!(resolve("./link", &root, &root), Err(Unresolved::Outside(root.join("link.js"))));
        assert_eq!(resolve("lodash", &root, &root), Err(Unresolved::Package));
    }
}
