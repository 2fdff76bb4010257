//! Room for short-lived objects in the engine's heap.
//!
//! The collector runs whenever so many bytes are alive or garbage: at first a megabyte, of which the globals alone take a
//! part. Each message and each call makes some objects that are garbage soon after, so that it would look at all globals
//! after every few thousand messages. Its threshold cannot be set, but it grows with what is alive when it is reached, and
//! never shrinks: a large block that is let go at once leaves room for that much garbage.

use std::cell::Cell;
use std::mem::MaybeUninit;

use boa_gc::{Finalize, Gc, Trace};

use crate::heap;

/// The room, in bytes of the collector's count. What objects keep outside of its heap comes on top.
const ROOM: usize = 3 << 20;

/// It is made of pieces: a value on its way into the collector's heap may be on the stack first.
const PIECE: usize = 32 << 10;

/// So many calls and messages make a thread busy; others end sooner than the block would pay.
const BUSY: u32 = 512;

/// After so many, and from then on after each `MANY - BUSY`, the heap is given more room, where it lacks it.
const MANY: u32 = 1536;

/// Memory that is never touched.
#[derive(Trace, Finalize)]
struct Piece {
    #[unsafe_ignore_trace]
    _bytes: MaybeUninit<[u8; PIECE]>,
}

thread_local! {
    /// Calls and messages so far, up to `MANY` and then from `BUSY` on again. The collector is one for each thread, whatever
    /// lives on it.
    static USED: Cell<u32> = const { Cell::new(0) };
}

/// Notes a call, or a message.
pub(crate) fn used() {
    let used = USED.get() + 1;
    USED.set(used);
    match used {
        BUSY => make_room(),
        MANY => {
            heap::make_room();
            USED.set(BUSY);
        }
        _ => {}
    }
}

/// Allocates the block, has the collector see it, and lets it go.
///
/// Apart from its caller, which would need a stack for it otherwise each time that it is called.
#[cold]
#[inline(never)]
fn make_room() {
    let block: Vec<_> = (0..ROOM / PIECE).map(|_| Gc::new(Piece { _bytes: MaybeUninit::uninit() })).collect();
    // The collector looks at its threshold when something is allocated.
    drop(Gc::new(()));
    drop(block);
}
