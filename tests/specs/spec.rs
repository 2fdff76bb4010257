//! One spec: what it runs, and what must come of it.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde::Deserialize;

use super::compare::compare;
use super::normalise::{normalise, without_durations};

/// The file `spec.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Spec {
    /// What the spec shows, in one sentence.
    about: String,
    /// The clauses of the contract that it proves.
    #[serde(default)]
    clauses: Vec<String>,
    /// The command line after `minihost`, run in the spec's folder.
    command: Vec<String>,
    /// Environment variables.
    #[serde(default)]
    environment: BTreeMap<String, String>,
    /// What it reads from standard input; nothing, by default.
    #[serde(default)]
    stdin: String,
    /// The exit code.
    #[serde(default)]
    exit: i32,
}

/// Runs the spec in `folder`; what went wrong, if anything.
pub(crate) fn run(folder: &Path) -> Result<(), String> {
    let text = std::fs::read_to_string(folder.join("spec.toml")).map_err(|error| error.to_string())?;
    let spec: Spec = toml::from_str(&text).map_err(|error| format!("spec.toml: {error}"))?;
    if spec.about.is_empty() || spec.clauses.iter().any(String::is_empty) {
        return Err("spec.toml: `about` says what the spec shows; a clause has an id".to_owned());
    }
    // Runs of tests keep what failed; neither the developer's cache nor another spec's may be touched.
    let cache = tempfile::tempdir().map_err(|error| error.to_string())?;
    let mut child = Command::new(env!("CARGO_BIN_EXE_minihost"))
        .args(&spec.command)
        .env("XDG_CACHE_HOME", cache.path())
        .env("XDG_STATE_HOME", cache.path())
        .envs(&spec.environment)
        .env_remove("NO_COLOR")
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| format!("cannot run minihost: {error}"))?;
    // It is less than a pipe holds; who does not read it is not made to. The pipe ends here.
    drop(child.stdin.take().map(|mut stdin| stdin.write_all(spec.stdin.as_bytes())));
    let output = child.wait_with_output().map_err(|error| format!("cannot run minihost: {error}"))?;
    let root = folder.canonicalize().unwrap_or_else(|_| PathBuf::from(folder));
    let mut problems = Vec::new();
    for (file, printed) in [("stdout.txt", &output.stdout), ("stderr.txt", &output.stderr)] {
        let mut printed = normalise(&String::from_utf8_lossy(printed), &root);
        if spec.command.first().is_some_and(|command| command == "test") {
            printed = without_durations(&printed);
        }
        problems.extend(compare(&folder.join(file), &printed));
    }
    let code = output.status.code();
    if code != Some(spec.exit) {
        problems.push(format!("exit code: expected {}, got {code:?}", spec.exit));
    }
    if problems.is_empty() { Ok(()) } else { Err(format!("{}\n{}", spec.about, problems.join("\n"))) }
}
