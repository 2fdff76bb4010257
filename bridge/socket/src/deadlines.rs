//! How long closing connections may keep this side waiting: the deadlines of all of a mini-program's, under one timer.
//!
//! A runtime that is given a timer which rings before all others wakes itself up, with a system call and another one to hear
//! of it. A program that connects many times would do so for each connection, for a timer that hardly ever rings. So the
//! timer that rings first is left as it is, also when nobody waits for it any more: it rings once for nothing.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::future::poll_fn;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use tokio::time::{Instant, Sleep, sleep_until};

/// A deadline among others: when it is, and a number that no other has.
type Key = (Instant, u64);

/// See the module.
#[derive(Debug, Default)]
pub(crate) struct Deadlines {
    waiting: RefCell<BTreeMap<Key, Waker>>,
    /// When the timer rings; nothing, where no task watches one.
    alarm: Cell<Option<Instant>>,
    /// The task that watches the timer.
    watch: RefCell<Option<Waker>>,
    count: Cell<u64>,
}

impl Deadlines {
    fn add(self: &Rc<Self>, after: Duration, waker: &Waker) -> Key {
        let key = (Instant::now() + after, self.count.get());
        self.count.set(key.1 + 1);
        self.waiting.borrow_mut().insert(key, waker.clone());
        match self.alarm.get() {
            Some(alarm) if alarm <= key.0 => {}
            Some(_) => self.watch.borrow().iter().for_each(Waker::wake_by_ref),
            None => {
                self.alarm.set(Some(key.0));
                drop(tokio::task::spawn_local(Rc::clone(self).watch()));
            }
        }
        key
    }

    /// Watches the timer, until it rings and nobody waits.
    async fn watch(self: Rc<Self>) {
        let mut timer: Option<Pin<Box<Sleep>>> = None;
        poll_fn(|cx| {
            loop {
                let first = self.waiting.borrow().first_key_value().map(|(key, _)| key.0);
                let timer = match (&mut timer, first) {
                    (Some(timer), Some(first)) if first < timer.deadline() || timer.is_elapsed() => {
                        timer.as_mut().reset(first);
                        timer
                    }
                    (Some(timer), None) if timer.is_elapsed() => return Poll::Ready(()),
                    (Some(timer), _) => timer,
                    (none, Some(first)) => none.insert(Box::pin(sleep_until(first))),
                    (None, None) => return Poll::Ready(()),
                };
                self.alarm.set(Some(timer.deadline()));
                if timer.as_mut().poll(cx).is_pending() {
                    *self.watch.borrow_mut() = Some(cx.waker().clone());
                    return Poll::Pending;
                }
                self.ring();
            }
        })
        .await;
        self.alarm.set(None);
        *self.watch.borrow_mut() = None;
    }

    /// Wakes those whose deadline has passed.
    fn ring(&self) {
        let later = (Instant::now() + Duration::from_nanos(1), 0);
        let mut waiting = self.waiting.borrow_mut();
        let rest = waiting.split_off(&later);
        std::mem::replace(&mut *waiting, rest).into_values().for_each(Waker::wake);
    }
}

/// One of them: it starts when it is first polled and can be set back to its start.
#[derive(Debug)]
pub(crate) struct Deadline {
    all: Rc<Deadlines>,
    key: Option<Key>,
}

impl Deadline {
    pub(crate) fn new(all: &Rc<Deadlines>) -> Self {
        Self { all: Rc::clone(all), key: None }
    }

    /// Starts anew: there was progress.
    pub(crate) fn reset(&mut self) {
        if let Some(key) = self.key.take() {
            self.all.waiting.borrow_mut().remove(&key);
        }
    }

    /// Whether so much time has passed since the first poll; `after` counts only then.
    pub(crate) fn poll(&mut self, after: impl FnOnce() -> Duration, cx: &mut Context<'_>) -> Poll<()> {
        let Some(key) = &self.key else {
            self.key = Some(self.all.add(after(), cx.waker()));
            return Poll::Pending;
        };
        // Others may wake the one that waits at the same time as the timer, and before it.
        if Instant::now() >= key.0 {
            return Poll::Ready(());
        }
        if let Some(waker) = self.all.waiting.borrow_mut().get_mut(key) {
            waker.clone_from(cx.waker());
        }
        Poll::Pending
    }
}

impl Drop for Deadline {
    fn drop(&mut self) {
        self.reset();
    }
}

#[cfg(test)]
mod tests {
    use tokio::task::LocalSet;

    use super::*;

    fn millis(millis: u64) -> Duration {
        Duration::from_millis(millis)
    }

    async fn passed(deadline: &mut Deadline, after: Duration) {
        poll_fn(|cx| deadline.poll(|| after, cx)).await;
    }

    /// Polls once.
    async fn has_passed(deadline: &mut Deadline, after: Duration) -> bool {
        poll_fn(|cx| Poll::Ready(deadline.poll(|| after, cx).is_ready())).await
    }

    #[tokio::test(start_paused = true)]
    async fn each_passes_at_its_time_whatever_there_was_before() {
        let local = LocalSet::new();
        let (all, start, order) = (Rc::<Deadlines>::default(), Instant::now(), Rc::<RefCell<Vec<u64>>>::default());
        for after in [50, 10, 30, 0, 10] {
            let (mut deadline, order) = (Deadline::new(&all), Rc::clone(&order));
            local.spawn_local(async move {
                passed(&mut deadline, millis(after)).await;
                assert!((after..after + 2).contains(&(start.elapsed().as_millis() as u64)), "{:?}", start.elapsed());
                order.borrow_mut().push(after);
            });
        }
        local.await;
        assert_eq!(*order.borrow(), [0, 10, 10, 30, 50]);
    }

    #[tokio::test(start_paused = true)]
    async fn a_timer_that_is_set_stays_as_it_is() {
        let (all, mut alarm) = (Rc::<Deadlines>::default(), None);
        LocalSet::new()
            .run_until(async {
                for _ in 0..100 {
                    let mut deadline = Deadline::new(&all);
                    assert!(!has_passed(&mut deadline, millis(1000)).await);
                    tokio::time::sleep(millis(1)).await;
                    let set = all.alarm.get().unwrap();
                    assert_eq!(*alarm.get_or_insert(set), set);
                }
                assert!(all.waiting.borrow().is_empty());
                // Nobody waits when it rings; the next deadline sets it anew.
                tokio::time::sleep(millis(1000)).await;
                assert_eq!(all.alarm.get(), None);
                passed(&mut Deadline::new(&all), millis(5)).await;
            })
            .await;
    }

    #[tokio::test(start_paused = true)]
    async fn what_starts_anew_has_all_of_its_time() {
        let (all, start) = (Rc::<Deadlines>::default(), Instant::now());
        LocalSet::new()
            .run_until(async {
                let mut deadline = Deadline::new(&all);
                assert!(!has_passed(&mut deadline, millis(20)).await);
                tokio::time::sleep(millis(15)).await;
                deadline.reset();
                passed(&mut deadline, millis(20)).await;
                assert!(start.elapsed() >= millis(35), "{:?}", start.elapsed());
            })
            .await;
    }
}
