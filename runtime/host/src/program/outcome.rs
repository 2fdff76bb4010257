//! How a program ended.

use minihost_bridge::Counts;

use super::control::Stop;
use crate::app::{PageData, ViewFault};
use crate::modules::LoadFailure;
use crate::uncaught::Position;

/// The verdict on one run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// Why the program ended.
    pub ended: Ended,
    /// How many errors nobody caught.
    pub uncaught: usize,
    /// What was still pending when it ended; nothing, where it ended by itself.
    pub pending: Vec<Pending>,
    /// The data of the pages that were open, the one that was shown last; nothing, unless the settings ask for them.
    pub pages: Vec<PageData>,
    /// What was still alive after everything was closed.
    pub counts: Counts,
}

/// Why a program ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ended {
    /// Nothing was pending any more: no timer, no open socket, no call, no job.
    Exhausted,
    /// Page code called `my.exitMiniProgram()`.
    Exited,
    /// Nothing had happened for as long as the settings allow.
    Idle,
    /// It ran for as long as the settings allow.
    Timeout,
    /// It was stopped from outside.
    Stopped(Stop),
    /// A module could not be loaded or parsed.
    LoadFailed(LoadFailure),
    /// `app.js` or the page's module threw while it was loaded.
    LoadThrew,
    /// The engine gave up in page code; it cannot run any more.
    EngineFailed,
    /// A handler that the settings call is not there; the text says which ones are.
    NoSuchHandler(String),
    /// An element that the settings touch is not there, or nothing happens there.
    NotTouched(ViewFault),
}

/// Something that keeps a program from ending.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pending {
    /// A connection that is not closed.
    Socket {
        /// Where it goes.
        url: String,
        /// `connecting`, `open` or `closing`.
        state: &'static str,
        /// Where in page code it was made.
        made_at: Option<Position>,
    },
    /// A timer that is set.
    Timer {
        /// Whether it repeats.
        repeats: bool,
        /// Where in page code it was set.
        set_at: Option<Position>,
    },
    /// A request that is not over.
    Request {
        /// Its method.
        method: &'static str,
        /// Where it goes.
        url: String,
        /// What it is doing, in words.
        state: String,
        /// Where in page code it was made.
        made_at: Option<Position>,
    },
    /// A call of `my` that is not settled.
    Call {
        /// The function: `my.{api}`.
        api: &'static str,
    },
}
