//! The options of `minihost run`, from their three sources: `minihost.toml`, `MINIHOST_…` variables, the command line.
//!
//! Owns: the table of options, and the way from a text somewhere to a value with a type. All sources go through the same
//! table and the same parsers, so an option means the same wherever it is set, and a wrong one is told with its place.
//!
//! Never: acts on an option.

mod arguments;
mod environment;
mod file;
mod given;
mod parse;
mod suggest;
mod table;

pub(crate) use arguments::{command, from_arguments};
pub(crate) use environment::from_environment;
pub(crate) use file::{from_file, position};
pub(crate) use given::{Given, Invalid, Layers};
pub(crate) use parse::{answer, boolean, bytes, call, choice, duration, given, json_pair, limit, mapping, pair, text};
