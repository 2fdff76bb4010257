//! Files, places in them, and what is wrong there.

use std::fmt;
use std::path::PathBuf;
use std::rc::Rc;

/// A view file.
#[derive(Debug, PartialEq, Eq)]
pub struct Source {
    /// Where it is.
    pub path: PathBuf,
    /// What it says.
    pub text: String,
}

/// A place in a view file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    source: Rc<Source>,
    offset: usize,
}

impl Place {
    pub(crate) fn new(source: &Rc<Source>, offset: usize) -> Self {
        Self { source: Rc::clone(source), offset }
    }

    /// The file.
    #[must_use]
    pub fn path(&self) -> &std::path::Path {
        &self.source.path
    }

    /// The line and the column, in characters, both counted from 1.
    #[must_use]
    pub fn line_and_column(&self) -> (usize, usize) {
        let before = self.source.text.get(..self.offset).unwrap_or(&self.source.text);
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (line, column) = self.line_and_column();
        write!(f, "{}:{line}:{column}", self.source.path.display())
    }
}

/// What is wrong with a view file, or with what becomes of it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {message}")]
pub struct Fault {
    /// Where.
    pub place: Place,
    /// What, and what to do about it.
    pub message: String,
}

/// A fault whose file is known to the caller.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Wrong {
    pub(crate) offset: usize,
    pub(crate) message: String,
}

impl Wrong {
    pub(crate) fn new(offset: usize, message: impl Into<String>) -> Self {
        Self { offset, message: message.into() }
    }

    pub(crate) fn in_file(self, source: &Rc<Source>) -> Fault {
        Fault { place: Place::new(source, self.offset), message: self.message }
    }
}
