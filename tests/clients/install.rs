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
    let manifest = from.join("package.json");
    let text = std::fs::read_to_string(&manifest).map_err(|error| format!("{}: {error}", manifest.display()))?;
    copy(&from, &to_package)?;
    let manifest: serde_json::Value = serde_json::from_str(&text)?;
    let dependencies = manifest["dependencies"].as_object().into_iter().flatten();
    for (dependency, _) in dependencies.filter(|(dependency, _)| !from.join("node_modules").join(dependency).exists()) {
        package(dependency, modules, to)?;
    }
    Ok(())
}
