//! `tsc` over the samples, the conformance suite, the templates of `minihost init` and `checks.ts`.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// `tests/types`.
pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/types")
}

/// Whether the packages are there; a word to the reader where they are not.
///
/// # Panics
/// In CI, where they have to be.
pub(crate) fn has_packages() -> bool {
    let there = folder().join("node_modules/typescript/bin/tsc").is_file();
    if !there {
        let how = "the compiler is missing: run `npm ci` in tests/types (it needs node)";
        assert!(std::env::var_os("CI").is_none_or(|value| value != "true"), "{how}");
        eprintln!("not checked, {how}");
    }
    there
}

fn tsc(folder: &Path, arguments: &[&str]) -> Output {
    let compiler = self::folder().join("node_modules/typescript/bin/tsc");
    Command::new("node").arg(compiler).args(arguments).current_dir(folder).output().unwrap()
}

#[test]
fn the_compiler_accepts_what_is_written_with_the_declarations() {
    if !has_packages() {
        return;
    }
    let output = tsc(&folder(), &["--project", "."]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    let listed = tsc(&folder(), &["--project", ".", "--listFilesOnly"]);
    let listed = String::from_utf8(listed.stdout).unwrap();
    for part in ["samples/echo/", "tests/conformance/connect.test.js", "templates/program/", "checks.ts"] {
        assert!(listed.contains(part), "{part} is not among the files that were checked:\n{listed}");
    }
}

#[test]
fn the_compiler_accepts_what_init_writes() {
    if !has_packages() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let made = Command::new(env!("CARGO_BIN_EXE_minihost")).arg("init").current_dir(folder.path()).output().unwrap();
    assert!(made.status.success());
    let check = ["--project", "jsconfig.json", "--checkJs", "--noEmit"];
    let output = tsc(folder.path(), &check);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    // The declarations are read: a member that they lack is found.
    std::fs::write(folder.path().join("app.js"), "App({}); const n = my.SDKVersion - 1;\n").unwrap();
    let output = tsc(folder.path(), &check);
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(told.contains("app.js(1,20): error TS2362"), "{told}");
}
