//! Puts the scenario's app and the libraries, byte for byte, into a folder of their own.

use std::io;
use std::path::Path;

use libtest_mimic::Failed;

/// Copies a folder with everything in it.
pub(crate) fn copy(from: &Path, to: &Path) -> io::Result<()> {
    std::fs::create_dir_all(to)?;
    for entry in from.read_dir()? {
        let path = entry?.path();
        let target = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            copy(&path, &target)?;
        } else {
            std::fs::copy(&path, &target)?;
        }
    }
    Ok(())
}

/// Copies one file of a package.
pub(crate) fn file(from: &Path, to: &Path) -> Result<(), Failed> {
    if let Some(folder) = to.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::copy(from, to).map_err(|error| format!("{}: {error}", from.display()))?;
    Ok(())
}

/// Copies a package and all that it depends on. Npm has put what several packages share beside them, and the rest inside.
pub(crate) fn package(name: &str, modules: &Path, to: &Path) -> Result<(), Failed> {
    let (from, to_package) = (modules.join(name), to.join(name));
    if to_package.exists() {
        return Ok(());
    }
    let mut shared = Vec::new();
    dependencies(&from, &[], &mut shared)?;
    copy(&from, &to_package)?;
    shared.iter().try_for_each(|dependency| package(dependency, modules, to))
}

/// Adds to `shared` what the package in `folder`, and those inside of it, find beside it; the folders of `around` are looked
/// into as well.
fn dependencies(folder: &Path, around: &[&Path], shared: &mut Vec<String>) -> Result<(), Failed> {
    let manifest = folder.join("package.json");
    let text = std::fs::read_to_string(&manifest).map_err(|error| format!("{}: {error}", manifest.display()))?;
    let manifest: serde_json::Value = serde_json::from_str(&text)?;
    let inside = folder.join("node_modules");
    let folders = [around, &[&inside]].concat();
    for (dependency, _) in manifest["dependencies"].as_object().into_iter().flatten() {
        let inner = inside.join(dependency);
        if inner.exists() {
            dependencies(&inner, &folders, shared)?;
        } else if !folders.iter().any(|folder| folder.join(dependency).exists()) {
            shared.push(dependency.clone());
        }
    }
    Ok(())
}
