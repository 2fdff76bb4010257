//! A module that could not be loaded or parsed.

use std::path::PathBuf;

use boa_engine::{JsError, JsNativeError};

use crate::uncaught::Position;

/// Why a module could not be loaded or parsed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoadFailure {
    /// What is wrong, in one line.
    pub message: String,
    /// Where: in the module that does not parse, or at the import of the one that is missing.
    pub at: Option<Position>,
    /// The paths that were tried for a module that is missing.
    pub tried: Vec<PathBuf>,
    /// The text of the line that it is about, where a source map has it: the file may not be there.
    pub source_line: Option<String>,
}

impl LoadFailure {
    /// A failure at a place, if one is to blame.
    pub(crate) fn new(message: String, at: Option<Position>) -> Self {
        Self { message, at, tried: Vec::new(), source_line: None }
    }

    /// What page code sees: an error that it can catch, with the place in its message.
    pub(super) fn to_error(&self, kind: fn() -> JsNativeError) -> JsError {
        kind().with_message(self.text()).into()
    }

    /// That error's message.
    pub(crate) fn text(&self) -> String {
        match &self.at {
            Some(at) => format!("{} ({}:{}:{})", self.message, at.path.display(), at.line, at.column),
            None => self.message.clone(),
        }
    }
}
