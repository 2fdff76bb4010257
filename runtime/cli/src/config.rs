//! `minihost.toml`: a project's own defaults for the command line.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::Value;

use crate::args::Profile;

/// The file's name, looked for in the project folder, or beside the one file that is run.
const FILE_NAME: &str = "minihost.toml";

/// What the file may say; every key is optional, and the command line wins.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Config {
    #[serde(default)]
    pub(crate) run: RunConfig,
}

/// The section `[run]`: the options of `minihost run`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct RunConfig {
    pub(crate) page: Option<String>,
    pub(crate) query: BTreeMap<String, String>,
    pub(crate) data: BTreeMap<String, Value>,
    /// Handlers to call, as `--call` takes them.
    pub(crate) call: Vec<String>,
    pub(crate) timeout: Option<String>,
    pub(crate) idle: Option<String>,
    pub(crate) profile: Option<Profile>,
    pub(crate) ca: Vec<PathBuf>,
    pub(crate) peer: bool,
}

/// Why the file cannot be used.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ConfigError {
    #[error("cannot read {}: {cause}", path.display())]
    Unreadable { path: PathBuf, cause: std::io::Error },
    #[error("{}: {cause}", path.display())]
    Invalid { path: PathBuf, cause: Box<toml::de::Error> },
}

impl Config {
    /// The configuration in `folder`; the default where there is no such file.
    #[expect(clippy::disallowed_methods, reason = "the binary reads the configuration file")]
    pub(crate) fn load(folder: &Path) -> Result<Self, ConfigError> {
        let path = folder.join(FILE_NAME);
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(cause) => return Err(ConfigError::Unreadable { path, cause }),
        };
        toml::from_str(&text).map_err(|cause| ConfigError::Invalid { path, cause: Box::new(cause) })
    }
}
