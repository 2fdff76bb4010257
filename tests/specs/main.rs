//! Specs: a test is a folder with a `spec.toml`, and with what `minihost` must print.
//!
//! A spec runs the real binary in its own folder and compares the exit code, stdout and stderr with `stdout.txt` and
//! `stderr.txt` (a missing file means: nothing). `UPDATE_SPECS=1` writes what was printed instead of comparing.

#![expect(clippy::disallowed_methods, reason = "tests read the files that they compare with")]

mod compare;
mod normalise;
mod spec;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use libtest_mimic::{Arguments, Trial};

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/specs");
    let mut folders = Vec::new();
    collect(&root, &mut folders);
    folders.sort();
    let trials = folders.into_iter().map(|folder| {
        let name = folder.strip_prefix(&root).unwrap_or(&folder).to_string_lossy().into_owned();
        Trial::test(name, move || spec::run(&folder).map_err(Into::into))
    });
    libtest_mimic::run(&arguments, trials.collect()).exit_code()
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    if folder.join("spec.toml").is_file() {
        found.push(folder.to_owned());
        return;
    }
    let entries = folder.read_dir().into_iter().flatten().flatten();
    for path in entries.map(|entry| entry.path()).filter(|path| path.is_dir()) {
        collect(&path, found);
    }
}
