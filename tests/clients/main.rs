//! Published client libraries run unmodified.
//!
//! A scenario is a folder: `app/` (a mini-program of ours), `scenario.toml` (which files of which npm packages go into
//! it), `server.js` (what it talks to, under Node) and `expected.txt` (the lines of its stdout that begin with `OUT `).
//! `shared/` has what several scenarios put into their apps.
//! The packages are pinned in `package-lock.json`; `npm ci --ignore-scripts` in this folder installs them. Where they are
//! not installed the scenarios are passed over with a message, except on CI (`CI=true`): there they fail.

#![expect(clippy::disallowed_methods, reason = "tests copy the libraries and read what they compare with")]

mod install;
mod program;
mod server;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use libtest_mimic::{Arguments, Failed, Trial};
use serde::Deserialize;

/// What stands in `scenario.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Scenario {
    /// `--timeout` of the run.
    timeout: String,
    /// From a file in the app to a file in `node_modules`.
    #[serde(default)]
    files: std::collections::BTreeMap<String, PathBuf>,
    /// Packages that go into the app's own `node_modules`, with what they depend on.
    #[serde(default)]
    packages: Vec<String>,
    /// More options of `minihost run`; `${port}` in them stands for the server's port.
    #[serde(default)]
    options: Vec<String>,
}

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/clients");
    let is_ready = root.join("node_modules/ws/package.json").is_file();
    let is_ci = std::env::var_os("CI").is_some_and(|value| value == "true");
    if !is_ready && !is_ci && !arguments.list {
        let message =
            "skipped: the client libraries are not installed; run `npm ci --ignore-scripts` in tests/clients\n";
        // Nothing can be done where even that cannot be written.
        let _ = std::io::Write::write_all(&mut std::io::stderr(), message.as_bytes());
    }
    let mut folders: Vec<PathBuf> = root
        .read_dir()
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .filter(|folder| folder.join("scenario.toml").is_file())
        .collect();
    folders.sort();
    let trials = folders.into_iter().map(|folder| {
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let is_ignored = !is_ready && !is_ci;
        Trial::test(name, move || run(&folder)).with_ignored_flag(is_ignored)
    });
    libtest_mimic::run(&arguments, trials.collect()).exit_code()
}

fn run(folder: &Path) -> Result<(), Failed> {
    let scenario: Scenario = toml::from_str(&std::fs::read_to_string(folder.join("scenario.toml"))?)?;
    let expected = std::fs::read_to_string(folder.join("expected.txt"))?;
    let modules = folder.parent().unwrap_or(folder).join("node_modules");
    let project = tempfile::tempdir()?;
    let app = project.path().join("app");
    install::copy(&folder.join("app"), &app)?;
    for (to, from) in &scenario.files {
        install::file(&modules.join(from), &app.join(to))?;
    }
    for package in &scenario.packages {
        install::package(package, &modules, &app.join("node_modules"))?;
    }
    let server = server::Server::start(Command::new("node").arg("server.js").current_dir(folder))?;
    let run = program::run(&app, server.port(), &scenario)?;
    let told = run.lines.join("\n");
    if told.trim() == expected.trim() {
        return Ok(());
    }
    let diff = similar::TextDiff::from_lines(expected.trim(), told.trim()).unified_diff().to_string();
    Err(format!("{diff}\nstderr:\n{}\nserver:\n{}", run.stderr, server.stop()).into())
}
