//! Calls that failed and whose promise nobody handled: where they were made, for the report.

use std::cell::RefCell;
use std::collections::VecDeque;

use boa_engine::{JsObject, JsValue};
use minihost_socket::Profile;

use crate::origin::Origin;

/// How many failures are remembered: an unhandled one is reported at the end of its own job, so few suffice.
const REMEMBERED: usize = 16;

/// A call of `my` that failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FailedCall {
    /// The function: `my.{api}`.
    pub api: &'static str,
    /// The error code.
    pub code: u16,
    /// The result's `errorMessage`.
    pub message: String,
    /// What the code means, in the words of `minihost explain`; empty where the call has codes of its own.
    pub meaning: &'static str,
    /// Where the call was made, if it failed at once.
    pub origin: Option<Origin>,
}

/// The failures of the last few calls, by the objects that their promises were rejected with.
#[derive(Debug, Default)]
pub(crate) struct FailedCalls {
    recent: RefCell<VecDeque<(JsObject, FailedCall)>>,
}

impl FailedCalls {
    pub(crate) fn remember(&self, reason: JsObject, call: FailedCall) {
        let mut recent = self.recent.borrow_mut();
        if recent.len() == REMEMBERED {
            recent.pop_front();
        }
        recent.push_back((reason, call));
    }

    /// The call whose promise was rejected with `reason`.
    pub(crate) fn find(&self, reason: &JsValue) -> Option<FailedCall> {
        let reason = reason.as_object()?;
        let recent = self.recent.borrow();
        recent.iter().find(|(known, _)| JsObject::equals(known, &reason)).map(|(_, call)| call.clone())
    }

    pub(crate) fn clear(&self) {
        self.recent.borrow_mut().clear();
    }
}

/// What a code means in this profile.
pub(crate) fn meaning(code: u16, profile: Profile) -> &'static str {
    minihost_shim::explain(code, profile == Profile::Latest).map_or("", |entry| entry.meaning)
}
