//! Counting the instructions of one process.

use std::path::{Path, PathBuf};
use std::process::Command;

/// What one run took.
#[derive(Debug)]
pub(crate) struct Run {
    /// The instructions of all its threads, in user mode.
    pub(crate) instructions: u64,
    /// Callgrind's file, for `callgrind_annotate`.
    pub(crate) profile: PathBuf,
}

/// Runs `binary` in `folder` to its end, which must be a success. The profile has the names of functions as the linker knows
/// them.
pub(crate) fn run(binary: &Path, arguments: &[&str], folder: &Path, profile: PathBuf) -> Run {
    let mut command = Command::new("valgrind");
    command.args(["--tool=callgrind", "--demangle=no"]).arg(format!("--callgrind-out-file={}", profile.display()));
    command.arg(binary).args(arguments).current_dir(folder);
    // The stack begins with the environment, which is nobody's but the machine's.
    command.env_clear().envs(std::env::var_os("PATH").map(|path| ("PATH", path)));
    let output = command.output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?} ended with {}:\n{told}", output.status);
    let counted = std::fs::read_to_string(&profile).unwrap();
    let totals = counted.lines().rev().find_map(|line| line.strip_prefix("totals: "));
    Run { instructions: totals.unwrap().trim().parse().unwrap(), profile }
}
