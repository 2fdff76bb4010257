//! The options of `minihost run`, from their three sources: `minihost.toml`, `MINIHOST_…` variables, the command line.
//!
//! Owns: the table of options, and the way from a text somewhere to a value with a type. All sources go through the same
//! table and the same parsers, so an option means the same wherever it is set, and a wrong one is told with its place.
//!
//! Never: acts on an option.

mod actions;
mod arguments;
mod device;
mod environment;
mod file;
mod given;
mod limits;
mod parse;
mod suggest;
mod table;

use std::path::Path;

pub(crate) use actions::{actions, element_event};
pub(crate) use arguments::{command, from_arguments, from_some_arguments, one};
pub(crate) use device::phone;
pub(crate) use file::position;
pub(crate) use given::{Given, Invalid, Layers};
pub(crate) use limits::{Chosen, limits};
pub(crate) use parse::{
    answer, app_id, boolean, choice, doubt, duration, given, json_pair, limit, mapping, network, network_change,
    number, pair, path, size_limit, text,
};

/// What is set for all commands on the project whose files are in `root`: by its file, and by the environment, which is
/// stronger.
///
/// # Errors
/// A file or a variable that cannot be used.
pub(crate) fn from_project(root: &Path) -> Result<Layers, Invalid> {
    let variables =
        std::env::vars_os().filter_map(|(name, text)| Some((name.into_string().ok()?, text.into_string().ok()?)));
    let mut layers = file::from_file(root)?;
    layers.extend(environment::from_environment(variables)?);
    Ok(layers)
}
