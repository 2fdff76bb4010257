//! What was given, and where.

use std::collections::HashMap;
use std::fmt;

use minihost_runtime::Position;

/// A value of an option as text, with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Given {
    pub(crate) text: String,
    pub(crate) source: Source,
    /// Its place among the arguments of a command line.
    pub(super) index: usize,
}

/// Where an option was set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Source {
    /// On the command line, by this name.
    Argument(&'static str),
    /// In this variable.
    Variable(String),
    /// In the file, under this key.
    File {
        /// The key.
        key: &'static str,
        /// The value's place.
        at: Position,
    },
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Argument(name) => write!(f, "--{name}"),
            Self::Variable(variable) => f.write_str(variable),
            Self::File { key, .. } => write!(f, "run.{key}"),
        }
    }
}

/// An option that cannot be used: what is wrong, and where it was set if that was in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Invalid {
    pub(crate) message: String,
    pub(crate) at: Option<Position>,
}

impl Given {
    /// Where it stands among all that was given: the weakest source first, within it as written.
    pub(super) fn place(&self) -> (u8, usize, usize) {
        let wide = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
        match &self.source {
            Source::File { at, .. } => (0, wide(at.line), wide(at.column)),
            Source::Variable(_) => (1, 0, 0),
            Source::Argument(_) => (2, self.index, 0),
        }
    }

    /// This value cannot be used, because of `reason`.
    pub(crate) fn invalid(&self, reason: impl fmt::Display) -> Invalid {
        let at = match &self.source {
            Source::File { at, .. } => Some(at.clone()),
            _ => None,
        };
        Invalid { message: format!("{}: {reason}", self.source), at }
    }
}

/// Everything that was given, by option: the weakest source first.
#[derive(Debug, Default)]
pub(crate) struct Layers {
    given: HashMap<&'static str, Vec<Given>>,
}

impl Layers {
    /// Adds a value, which is stronger than those before it.
    pub(super) fn add(&mut self, name: &'static str, text: String, source: Source) {
        self.add_at(name, text, source, 0);
    }

    /// Adds a value that has a place among the arguments.
    pub(super) fn add_at(&mut self, name: &'static str, text: String, source: Source, index: usize) {
        self.given.entry(name).or_default().push(Given { text, source, index });
    }

    /// Adds all that a stronger source has.
    pub(crate) fn extend(&mut self, stronger: Self) {
        for (name, given) in stronger.given {
            self.given.entry(name).or_default().extend(given);
        }
    }

    /// The value of the strongest source, through `parse`.
    pub(crate) fn value<T>(
        &self,
        name: &str,
        parse: impl FnOnce(&Given) -> Result<T, Invalid>,
    ) -> Result<Option<T>, Invalid> {
        self.given.get(name).and_then(|given| given.last()).map(parse).transpose()
    }

    /// The values of all sources, the weakest first, each through `parse`.
    pub(crate) fn list<T>(&self, name: &str, parse: fn(&Given) -> Result<T, Invalid>) -> Result<Vec<T>, Invalid> {
        self.given.get(name).into_iter().flatten().map(parse).collect()
    }
}
