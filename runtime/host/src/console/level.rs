//! How serious a line is.

use std::fmt;

/// The level of a console line: which method printed it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Level {
    /// `log`, and what prints like it: `dir`, `dirxml`, `table`, `count`, `time…`, `group`.
    Log,
    /// `info`.
    Info,
    /// `debug`.
    Debug,
    /// `warn`, `assert`, and the console's own warnings about misused labels.
    Warn,
    /// `error` and `trace`.
    Error,
}

impl Level {
    /// The name that records use.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Log => "log",
            Self::Info => "info",
            Self::Debug => "debug",
            Self::Warn => "warn",
            Self::Error => "error",
        }
    }

    /// Whether a terminal program prints the line on its standard error, as node does.
    #[must_use]
    pub const fn is_stderr(self) -> bool {
        matches!(self, Self::Warn | Self::Error)
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
