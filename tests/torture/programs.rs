//! The programs that are tortured: what the specs run, samples among them.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::super::{DEFAULT_TIMEOUT, Defaults, ProgramPlan, command, plan_against};

/// What a program finds at the other end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Server {
    Plain,
    /// The same server behind TLS.
    Tls,
}

/// A program with its options.
#[derive(Clone)]
pub(super) struct Program {
    name: String,
    pub(super) server: Server,
    pub(super) plan: ProgramPlan,
}

/// The name of every server in memory.
pub(super) const HOST: &str = "peer";

impl Program {
    /// The spec that it is, with what its server speaks.
    pub(super) fn name(&self) -> String {
        match self.server {
            Server::Plain => self.name.clone(),
            Server::Tls => format!("{}:tls", self.name),
        }
    }

    pub(super) fn is_sample(&self) -> bool {
        self.name.starts_with("samples/")
    }

    pub(super) fn is_plain_sample(&self) -> bool {
        self.is_sample() && self.server == Server::Plain
    }
}

pub(super) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/specs")
}

/// All programs that the specs run, and the samples once more over TLS.
pub(super) fn all() -> Vec<Program> {
    let mut found = Vec::new();
    collect(&root(), &mut found);
    found.sort();
    let mut programs = Vec::new();
    for folder in found {
        programs.extend(of_spec(&folder, Server::Plain));
        if folder.starts_with(root().join("samples")) {
            programs.extend(of_spec(&folder, Server::Tls));
        }
    }
    programs
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    if folder.join("spec.toml").is_file() {
        return found.push(folder.to_owned());
    }
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.filter(|path| path.is_dir()).for_each(|path| collect(&path, found));
}

/// Programs that wait in a loop until the date is another one: the virtual clock stands still meanwhile.
const BUSY: &[&str] = &["events/timer-in-a-flood"];

/// The program of a spec; none where it runs none, as it says something of the command line alone.
fn of_spec(folder: &Path, server: Server) -> Option<Program> {
    let name = folder.strip_prefix(root()).unwrap().display().to_string();
    if BUSY.contains(&name.as_str()) {
        return None;
    }
    let line = line(folder)?;
    let matches = command().try_get_matches_from(line).ok()?;
    let url = match server {
        Server::Plain => format!("ws://{HOST}"),
        Server::Tls => format!("wss://{HOST}"),
    };
    let plan =
        plan_against(&matches, Defaults { timeout: Some(DEFAULT_TIMEOUT), turn: None }, || Ok((url, None))).ok()?;
    Some(Program { name, server, plan: plan.program })
}

/// The command line of a spec that runs a program, with paths that hold wherever it is run.
#[expect(clippy::disallowed_methods, reason = "tests read the specs")]
pub(super) fn line(folder: &Path) -> Option<Vec<String>> {
    let text = std::fs::read_to_string(folder.join("spec.toml")).unwrap();
    let spec: toml::Table = toml::from_str(&text).unwrap();
    let spec = serde_json::to_value(spec).unwrap();
    let words = spec["command"].as_array().unwrap().iter().map(|word| word.as_str().unwrap().to_owned());
    let words: Vec<_> = words.collect();
    // What a spec sets in the environment would be set for all; what it stores or traces is in its own folder.
    let is_apart = |word: &String| ["--storage", "--trace", "--dump-data"].iter().any(|name| word.starts_with(name));
    if words[0] != "run" || spec["environment"] != Value::Null {
        return None;
    }
    let here = |word: String| match folder.join(&word).canonicalize() {
        Ok(path) if !word.starts_with('-') => path.display().to_string(),
        _ => word,
    };
    Some(words.into_iter().filter(|word| !is_apart(word)).map(here).collect())
}
