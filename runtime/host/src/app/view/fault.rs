//! Why nothing could be done with an element.

use minihost_axml::{Fault, Place};

use crate::uncaught::Position;

/// Why an element could not be found or touched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ViewFault {
    /// What is wrong, for people.
    pub message: String,
    /// Where, if one place is to blame.
    pub at: Option<Position>,
    /// Whether the view itself is to blame: it does not parse, or makes too much of its data.
    pub is_of_view: bool,
}

impl ViewFault {
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), at: None, is_of_view: false }
    }

    pub(super) fn at(message: impl Into<String>, place: &Place) -> Self {
        Self { at: Some(position(place)), ..Self::new(message) }
    }
}

impl From<Fault> for ViewFault {
    fn from(fault: Fault) -> Self {
        Self { message: fault.message, at: Some(position(&fault.place)), is_of_view: true }
    }
}

/// A place in a view as a place in the project.
pub(super) fn position(place: &Place) -> Position {
    let (line, column) = place.line_and_column();
    Position::new(place.path().to_owned(), line, column)
}
