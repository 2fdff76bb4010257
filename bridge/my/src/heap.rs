//! The allocator's heap: taken from the system in large steps, and kept.
//!
//! glibc's allocator is frugal outside of the main thread: its heap grows by the 4 KiB that are missing, with a system call for
//! each, and every block from 128 KiB on is taken from the system by itself and given back, so that each large message costs a
//! page fault for every 4 KiB of every copy of it. Both follow from what was let go before: the threshold is the largest block
//! of up to 32 MiB that was let go, the free end of the heap stays up to twice that, and what a block leaves there is room for
//! what comes next. Blocks that nobody touches set all that, and cost no memory. Other allocators do not mind.

use std::hint::black_box;

/// The largest block that the threshold follows, less what the allocator adds to it.
const THRESHOLD: usize = (32 << 20) - (64 << 10);

/// What a small program needs.
const START: usize = 1 << 20;

/// The room that a busy program finds: at least so much.
const STEP: usize = 8 << 20;

/// What a larger block than this would need might be no part of the heap.
const MOST: usize = THRESHOLD / 4 * 3;

/// Prepares the heap of a thread on which a program is about to start.
pub fn prepare() {
    let_go(THRESHOLD);
    let_go(START);
}

/// Sees to it that there is room for what a busy program allocates next.
pub fn make_room() {
    make_room_for(STEP);
}

/// The same for so many bytes, as far as the heap is one: 24 MiB.
pub fn make_room_for(bytes: usize) {
    let_go(bytes.clamp(STEP, MOST));
}

fn let_go(bytes: usize) {
    drop(black_box(Vec::<u8>::with_capacity(bytes)));
}
