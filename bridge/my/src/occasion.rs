//! What page code is called for.

use std::fmt;

/// What page code is called for, in words: `my.onSocketMessage listener`.
#[derive(Debug, Clone, Copy)]
pub enum Occasion<'a> {
    /// An event, with the name of the function that adds its listeners. Events come often: this is no more than a pointer.
    Listener(&'static str),
    /// Anything else.
    Other(fmt::Arguments<'a>),
}

impl Occasion<'_> {
    /// The function that adds the listeners, where it is an event.
    #[must_use]
    pub const fn listener(self) -> Option<&'static str> {
        match self {
            Self::Listener(name) => Some(name),
            Self::Other(_) => None,
        }
    }
}

impl<'a> From<fmt::Arguments<'a>> for Occasion<'a> {
    fn from(words: fmt::Arguments<'a>) -> Self {
        Self::Other(words)
    }
}

impl fmt::Display for Occasion<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Listener(name) => write!(f, "{name} listener"),
            Self::Other(words) => f.write_fmt(*words),
        }
    }
}
