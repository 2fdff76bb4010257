//! The handlers that an event meets on its way up.

use crate::{Place, Value, View};

/// The events that go on to the elements around the one where they happen.
const BUBBLING: [&str; 6] = ["tap", "longtap", "touchstart", "touchmove", "touchend", "touchcancel"];

/// A handler that an event meets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handling {
    /// The number of the element.
    pub element: usize,
    /// The page's function.
    pub handler: String,
    /// The attribute that names it.
    pub place: Place,
}

/// The handlers that `event` (`tap`) meets from the element with the number `target` on upwards, in the order of their
/// calls (FW-7): `catch…` stops it, and an event that does not bubble stays where it is.
#[must_use]
pub fn handlings(view: &View, target: usize, event: &str) -> Vec<Handling> {
    let bubbles = BUBBLING.iter().any(|known| known.eq_ignore_ascii_case(event));
    let mut found = Vec::new();
    let mut next = Some(target);
    while let Some(index) = next {
        let mut is_caught = false;
        for (name, value, place) in view.element(index).into_iter().flat_map(|element| &element.attributes) {
            let catches = name.strip_prefix("catch").is_some_and(|name| name.eq_ignore_ascii_case(event));
            let listens = name.strip_prefix("on").is_some_and(|name| name.eq_ignore_ascii_case(event));
            if let Value::Text(handler) = value
                && (catches || listens)
                && !handler.trim().is_empty()
            {
                is_caught |= catches;
                found.push(Handling { element: index, handler: handler.trim().to_owned(), place: place.clone() });
            }
        }
        next = view.parent(index).filter(|_| bubbles && !is_caught);
    }
    found
}
