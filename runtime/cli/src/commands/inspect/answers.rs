//! Shows what the program answers, on the program's own thread: an answer then stands between what the page printed before
//! it and what the page prints after it, in every run.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use minihost_runtime::inspect::Reply;

use super::print;
use super::records::Records;
use super::screen::Screen;
use crate::exit::Exit;
use crate::paths;
use crate::report;

/// Shows answers; a clone shows them at the same place.
#[derive(Clone)]
pub(super) struct Answers {
    pub(super) screen: Screen,
    pub(super) records: Records,
    /// How the process ends because of a command that failed, where nobody was there to see it.
    pub(super) failure: Arc<Mutex<Option<Exit>>>,
    /// The request that is waited for; answers to others come too late.
    current: Arc<AtomicU64>,
}

impl Answers {
    pub(super) fn new(screen: Screen, records: Records, failure: Arc<Mutex<Option<Exit>>>) -> Self {
        Self { screen, records, failure, current: Arc::default() }
    }

    /// From now on, answers to this request are shown, and no others.
    pub(super) fn expect(&self, request: u64) {
        self.current.store(request, Ordering::Release);
    }

    /// Whether this request is waited for.
    pub(super) fn is_expected(&self, request: u64) -> bool {
        self.current.load(Ordering::Acquire) == request
    }

    /// Shows an answer.
    pub(super) fn show(&self, reply: &Reply) {
        match reply {
            Reply::Refused(message) => self.refuse(message, Exit::Usage),
            Reply::Threw(error) => {
                self.screen.err(&report::thrown(error));
                self.note(Exit::Uncaught);
            }
            Reply::Stopped { by, at } => {
                self.screen.err(&print::stopped(*by, at.as_ref()));
                self.note(Exit::Timeout);
            }
            reply => {
                if let Some(text) = print::answer(reply, &self.records) {
                    self.screen.out(&text);
                }
            }
        }
    }

    /// Says why something cannot be done.
    pub(super) fn refuse(&self, message: &str, exit: Exit) {
        self.screen.err(&report::error(&paths::shown_in(message)));
        self.note(exit);
    }

    /// What went wrong first counts.
    fn note(&self, exit: Exit) {
        if matches!(self.screen, Screen::Plain(_)) {
            self.failure.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(exit);
        }
    }
}
