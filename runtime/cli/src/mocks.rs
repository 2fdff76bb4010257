//! `--mock FILE`: what stands in for members of `my`, from JSON (with comments) or TOML.

use std::ops::Range;
use std::path::Path;

use minihost_runtime::{Mocks, Position, strict_json, strip_position};

use crate::options::{Given, Invalid, position};

/// Reads a file of mocks.
///
/// # Errors
/// A file that cannot be read, or is not what it should be; the latter with its place.
#[expect(clippy::disallowed_methods, reason = "the binary reads the files that its command line names")]
pub(crate) fn read(given: &Given) -> Result<Mocks, Invalid> {
    let path = Path::new(&given.text);
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    let parse = match extension {
        "json" | "jsonc" | "json5" => from_json,
        "toml" => from_toml,
        "js" | "mjs" | "cjs" | "ts" => {
            return Err(given.invalid(format_args!(
                "{}: mocks are .json or .toml files; functions stand in for `my` in tests: mock('scan', (options) => …)",
                path.display()
            )));
        }
        _ => return Err(given.invalid(format_args!("{}: mocks are .json or .toml files", path.display()))),
    };
    let text = std::fs::read_to_string(path)
        .map_err(|cause| given.invalid(format_args!("cannot read {}: {cause}", path.display())))?;
    parse(path, &text).map_err(|(message, at)| Invalid { message, at: Some(at) })
}

fn from_json(path: &Path, text: &str) -> Result<Mocks, (String, Position)> {
    serde_json::from_str(&strict_json(text)).map_err(|error| {
        let at = Position::new(path.to_owned(), error.line(), error.column().max(1));
        (strip_position(&error.to_string()), at)
    })
}

fn from_toml(path: &Path, text: &str) -> Result<Mocks, (String, Position)> {
    toml::from_str(text).map_err(|error| {
        let Range { start, .. } = error.span().unwrap_or_default();
        (error.message().to_owned(), position(path, text, start))
    })
}
