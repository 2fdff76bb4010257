//! Reports: consumers of the one stream of events that know nothing of each other.

mod again;
mod clauses;
mod excerpt;
mod github;
mod html;
mod human;
mod json;
mod junit;
mod tap;

use std::io;

use crate::event::RunEvent;

pub use again::{again, quoted};
pub use clauses::Clauses;
pub use github::GitHub;
pub use html::{Html, HtmlSettings};
pub use human::{Human, HumanSettings};
pub use json::Json;
pub use junit::Junit;
pub use tap::Tap;

/// Tells of a run as it goes on.
pub trait Report {
    /// Takes the next event.
    ///
    /// # Errors
    /// Where the report cannot be written.
    fn event(&mut self, event: &RunEvent) -> io::Result<()>;
}
