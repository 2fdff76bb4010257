//! What was found, ready to be shown.

use std::path::PathBuf;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing; it never changes how `check` ends.
    Note,
    /// It works, but hardly as it was meant.
    Warning,
    /// The program does not start, or stops there.
    Error,
}

impl Severity {
    /// Its name in reports: `error`, `warning` or `note`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// A line and a column, both counted from 1; columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

/// Something that a rule found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule's id, such as `missing-page`.
    pub rule: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, in one line.
    pub message: String,
    /// The file; canonical.
    pub file: PathBuf,
    /// Where it begins.
    pub start: Place,
    /// Where it ends; the column is the one after its last character.
    pub end: Place,
    /// The text of the line where it begins.
    pub line: String,
    /// What to do.
    pub help: Option<String>,
    /// The paths that were tried for a module that is missing.
    pub tried: Vec<PathBuf>,
}

/// Everything that was found in a project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// By file and place.
    pub findings: Vec<Finding>,
    /// How many files were read.
    pub files: usize,
}

impl Report {
    /// How many findings are of that severity.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity == severity).count()
    }
}
