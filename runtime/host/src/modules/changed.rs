//! All that is changed in a text before the engine compiles it.

use super::discarded::{self, Places};
use super::mend::{Mended, Shift};
use super::{arrows, environment, getters, imports, lengths, rounds};

/// Changes a text, where it needs that.
type Mend<'a> = dyn Fn(&str) -> Option<Mended> + 'a;

/// What was changed in a text.
#[derive(Debug, Default)]
pub(super) struct Changed {
    /// The text then; `None` where it needed nothing.
    text: Option<String>,
    /// How far columns have moved, the last change first.
    pub(super) shifts: Vec<Vec<Shift>>,
    /// The calls in it whose results nothing can see.
    pub(super) places: Places,
}

impl Changed {
    /// Changes `source`, which may have arrow functions in arrow functions. `counts_rounds`: each loop is to count its rounds.
    pub(super) fn of(source: &str, may_nest_arrows: bool, counts_rounds: bool) -> Self {
        let counted = |text: &str| counts_rounds.then(|| rounds::count(text)).flatten();
        let nested_arrows = |text: &str| may_nest_arrows.then(|| arrows::mend(text)).flatten();
        let mends: [&Mend; 6] =
            [&counted, &environment::mend, &imports::mend, &lengths::mend, &getters::mend, &nested_arrows];
        let mut changed = Self::default();
        for mend in mends {
            if let Some(mended) = mend(changed.text(source)) {
                changed.text = Some(mended.source);
                // The last one that moved the columns is undone first.
                changed.shifts.insert(0, mended.shifts);
            }
        }
        changed.places = discarded::places(changed.text(source));
        changed
    }

    /// What is to be compiled in the place of `source`.
    pub(super) fn text<'a>(&'a self, source: &'a str) -> &'a str {
        self.text.as_deref().unwrap_or(source)
    }
}
