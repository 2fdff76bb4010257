//! How often something has waited, and where.

use std::cell::{Cell, RefCell};

use boa_engine::vm::CodeBlock;
use boa_engine::{Context, Finalize, Trace};
use minihost_bridge::Origin;

use super::MODULE;

/// What is known of an async function, or generator, that waits.
#[derive(Default, Trace, Finalize)]
pub(super) struct Waits {
    /// How many functions the engine has given to promises for it. The last two are those that let it go on.
    given: Cell<u64>,
    #[unsafe_ignore_trace]
    last: RefCell<Stopped>,
}

/// Something that was ended by a limit.
#[derive(Debug, Clone, Default)]
pub(crate) struct Stopped {
    /// Its name, as in [`Frame`](crate::Frame).
    pub(crate) function: String,
    /// Where it had waited, or the last place before that which the engine knows.
    pub(crate) waited_at: Option<Origin>,
}

impl Waits {
    /// A function is given to a promise. Returns its number.
    pub(super) fn give(&self) -> u64 {
        self.given.set(self.given.get() + 1);
        self.given.get()
    }

    /// It waits in that code, which runs.
    pub(super) fn stand(&self, code: &CodeBlock, context: &Context) {
        let name = code.name();
        let function = if name.is_empty() { MODULE.to_owned() } else { name.to_std_string_lossy() };
        *self.last.borrow_mut() = Stopped { function, waited_at: Origin::of_caller(context) };
    }

    /// How many functions were given.
    pub(super) fn given(&self) -> u64 {
        self.given.get()
    }

    /// Whether a call of the function of that number ends the last wait.
    pub(super) fn end_with(&self, number: u64) -> bool {
        number + 1 >= self.given.get()
    }

    /// Where it has waited last.
    pub(super) fn last(&self) -> Stopped {
        self.last.borrow().clone()
    }
}
