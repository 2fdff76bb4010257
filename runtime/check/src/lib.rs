//! What can be told of a mini-program without running it: `minihost check`.
//!
//! Owns: the rules, and what they look at. Each file is parsed once, by the engine's own parser, and read into plain facts
//! (`facts`: which members of `my` it uses and where, what it imports, its functions); a rule is a function of these, of
//! app.json and of the module graph, in a file of its own in `rules/`.
//!
//! Never: runs page code, opens a socket, prints, or reads a file outside of the project.

mod facts;
mod finding;
mod graph;
mod ignore;
mod json;
mod levels;
mod manifest;
mod parse;
mod reader;
mod rule;
mod rules;
mod text;

use std::collections::HashSet;
use std::path::Path;

use minihost_runtime::{Layout, LoadError};

pub use finding::{Finding, Place, Report, Severity};
pub use levels::{BadLevel, Levels};
pub use rule::Rule;
pub use rules::RULES;

use crate::graph::Graph;
use crate::manifest::Manifest;
use crate::rule::Checked;

/// How a project is checked.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// What messages call the profile.
    pub profile: String,
    /// Members of `my` that something stands in for: they are there.
    pub mocked: HashSet<&'static str>,
    /// Which rules count, and how much.
    pub levels: Levels,
}

/// Checks the project at `path`, a folder with app.json or one `.js` file.
///
/// # Errors
/// Where there is no project: no such folder, no app.json in it, or a mini.project.json that cannot be used.
pub fn check(path: &Path, settings: &Settings) -> Result<Report, LoadError> {
    let layout = Layout::of(path)?;
    let manifest = Manifest::read(path, &layout)?;
    let graph = Graph::read(&layout, &manifest)?;
    let checked = Checked { layout, manifest, graph, settings };
    Ok(rules::apply(&checked))
}
