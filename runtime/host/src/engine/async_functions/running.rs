//! Which async functions and generators run, and who has called a built-in function.

use std::cell::{RefCell, RefMut};

use boa_engine::Context;
use boa_engine::vm::CodeBlock;
use boa_gc::Gc;

use super::functions::{AsyncFunction, Waiter};
use super::generators::Generator;

/// What runs, outermost first; and some that did, until others take their places on the stack.
#[derive(Default)]
pub(super) struct Stack(RefCell<Vec<Running>>);

/// What runs.
struct Running {
    /// How many calls there are on the stack, its own included.
    depth: usize,
    kind: Kind,
}

pub(super) enum Kind {
    /// An async function that has not waited so far.
    New(AsyncFunction),
    /// One that has.
    Waiter { waiter: Gc<Waiter>, is_suspended: bool },
    /// An async generator, by one of its requests or after it has waited; and whether the promise of that request was made.
    Generator { generator: Gc<Generator>, has_request: bool },
    /// Something else, such as a module.
    Other,
}

/// Who has called a built-in function.
pub(super) enum Caller<'a> {
    /// That code, so deep.
    Code(usize, &'a Gc<CodeBlock>),
    /// Another one, which lets something go on that is not so deep: what it makes and gives to promises is for that.
    GoesOn,
}

impl Stack {
    /// Forgets what has run.
    pub(super) fn clear(&self) {
        self.0.borrow_mut().clear();
    }

    /// Runs `work`, which calls something of that kind.
    pub(super) fn calling<R>(&self, kind: Kind, context: &mut Context, work: impl FnOnce(&mut Context) -> R) -> R {
        let depth = depth(context) + 1;
        self.push(depth, kind);
        let result = work(context);
        self.truncate(depth);
        result
    }

    /// Something of that kind runs, so deep.
    pub(super) fn push(&self, depth: usize, kind: Kind) {
        self.truncate(depth);
        self.0.borrow_mut().push(Running { depth, kind });
    }

    /// Who has called the built-in function that runs; what ran deeper is forgotten.
    pub(super) fn caller<'a>(&self, context: &'a Context) -> Option<Caller<'a>> {
        let depth = depth(context);
        self.truncate(depth + 2);
        let goes_on =
            |last: &Running| last.depth == depth + 1 && matches!(last.kind, Kind::Other | Kind::Generator { .. });
        if self.0.borrow().last().is_some_and(goes_on) {
            return Some(Caller::GoesOn);
        }
        self.truncate(depth + 1);
        Some(Caller::Code(depth, context.stack_trace().next()?.code_block()))
    }

    /// What runs as that caller, or what the caller lets go on.
    pub(super) fn of(&self, caller: &Caller<'_>) -> Option<RefMut<'_, Kind>> {
        let last = RefMut::filter_map(self.0.borrow_mut(), |all| all.last_mut()).ok()?;
        let is_that = match caller {
            Caller::Code(depth, _) => last.depth == *depth,
            Caller::GoesOn => true,
        };
        is_that.then(|| RefMut::map(last, |last| &mut last.kind))
    }

    /// Forgets what ran at that depth, and deeper.
    fn truncate(&self, depth: usize) {
        let mut all = self.0.borrow_mut();
        while all.last().is_some_and(|last| last.depth >= depth) {
            all.pop();
        }
    }
}

impl Kind {
    /// Whether this is what runs that code, and not something that ran at its place before it.
    pub(super) fn is_code(&self, code: &Gc<CodeBlock>) -> bool {
        match self {
            Self::New(function) => function.is(code),
            Self::Waiter { waiter, is_suspended } => !is_suspended && waiter.function.is(code),
            Self::Generator { .. } | Self::Other => true,
        }
    }
}

/// How many calls there are on the stack.
fn depth(context: &Context) -> usize {
    let frames = context.stack_trace();
    // Without a walk, since this is asked for each `await`.
    frames.size_hint().1.unwrap_or_else(|| frames.count())
}
