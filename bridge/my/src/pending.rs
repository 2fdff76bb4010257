//! Calls that are not settled yet: a token for each, settled exactly once.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

/// The calls of one mini-program that are not settled yet; a clone is another handle to the same table.
#[derive(Debug, Clone, Default)]
pub(crate) struct Pending {
    inner: Rc<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    next: Cell<u64>,
    calls: RefCell<BTreeMap<u64, &'static str>>,
    lost: Cell<usize>,
    closed: Cell<bool>,
}

/// A call of `my` that is not settled yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PendingCall {
    /// The function's name: `my.{api}`.
    pub api: &'static str,
}

/// The proof that a call is pending. It must be [settled](Token::settle); dropping it instead is a bug that the table
/// counts.
#[derive(Debug)]
#[must_use = "a pending call must be settled"]
pub(crate) struct Token {
    id: u64,
    table: Pending,
    settled: bool,
}

impl Pending {
    /// Notes that a call of `my.{api}` has begun; none where `most` calls are not settled already.
    pub(crate) fn begin(&self, api: &'static str, most: usize) -> Option<Token> {
        if self.len() >= most {
            return None;
        }
        let id = self.inner.next.get();
        self.inner.next.set(id + 1);
        self.inner.calls.borrow_mut().insert(id, api);
        Some(Token { id, table: self.clone(), settled: false })
    }

    pub(crate) fn len(&self) -> usize {
        self.inner.calls.borrow().len()
    }

    pub(crate) fn lost(&self) -> usize {
        self.inner.lost.get()
    }

    pub(crate) fn list(&self) -> Vec<PendingCall> {
        self.inner.calls.borrow().values().map(|&api| PendingCall { api }).collect()
    }

    /// The program has ended: calls that are not settled now never will be, and that is no bug.
    pub(crate) fn close(&self) {
        self.inner.closed.set(true);
    }

    fn remove(&self, id: u64) {
        self.inner.calls.borrow_mut().remove(&id);
    }
}

impl Token {
    /// The call has its result.
    pub(crate) fn settle(mut self) {
        self.settled = true;
    }
}

impl Drop for Token {
    fn drop(&mut self) {
        self.table.remove(self.id);
        if !self.settled && !self.table.inner.closed.get() {
            self.table.inner.lost.set(self.table.inner.lost.get() + 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_settled_token_leaves_the_table_and_a_dropped_one_is_counted() {
        let pending = Pending::default();
        let begin = |api| pending.begin(api, 2).unwrap();
        let (first, second) = (begin("closeSocket"), begin("alert"));
        assert!(pending.begin("alert", 2).is_none());
        assert_eq!(pending.list().iter().map(|call| call.api).collect::<Vec<_>>(), ["closeSocket", "alert"]);
        first.settle();
        assert_eq!((pending.len(), pending.lost()), (1, 0));
        drop(second);
        assert_eq!((pending.len(), pending.lost()), (0, 1));
        let late = begin("alert");
        pending.close();
        drop(late);
        assert_eq!((pending.len(), pending.lost()), (0, 1));
    }
}
