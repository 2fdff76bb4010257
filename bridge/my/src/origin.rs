//! Where in the page's code a call was made.

use std::fmt;
use std::path::PathBuf;

use boa_engine::Context;

/// A place in page code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The file.
    pub path: PathBuf,
    /// The line, counted from 1.
    pub line: u32,
    /// The column, counted from 1.
    pub column: u32,
}

impl Origin {
    /// The place of the innermost page function that is running, if any.
    #[must_use]
    pub fn of_caller(context: &Context) -> Option<Self> {
        context.stack_trace().find_map(|frame| {
            let location = frame.position();
            let position = location.position?;
            // The engine's type for this cannot be named; its text is the path that the source was given.
            let path = PathBuf::from(location.path.to_string());
            path.is_absolute().then(|| Self { path, line: position.line_number(), column: position.column_number() })
        })
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.path.display(), self.line, self.column)
    }
}
