//! What the service's handles and its driver tasks share.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use minihost_log::{EventLog, Generation};
use minihost_mutant::{Mutant, is};

use crate::Settings;
use crate::connector::Tls;
use crate::deadlines::Deadlines;
use crate::link::Link;
use crate::machine::{Limits, Machine, Now, Numbers};
use crate::trace::Trace;
use crate::transports::Transports;

#[derive(Debug)]
pub(crate) struct Shared {
    pub(crate) settings: Rc<Settings>,
    pub(crate) log: EventLog,
    pub(crate) machine: RefCell<Machine>,
    pub(crate) links: RefCell<Vec<Rc<Link>>>,
    pub(crate) tls: Rc<Tls>,
    pub(crate) transports: Rc<Transports>,
    pub(crate) deadlines: Rc<Deadlines>,
    numbers: Numbers,
    /// Whether the phone has a network, for all connections of the mini-program.
    pub(crate) reachable: Rc<Cell<bool>>,
    /// The SocketTask whose connection this is; none for the single connection.
    task: Option<u32>,
    host: RefCell<Option<Waker>>,
    /// Who waits in `shutdown` for the links to become quiet.
    quiet: RefCell<Option<Waker>>,
    stopped: Cell<bool>,
    /// Whether some driver waits for the host to come back; spares the common case a walk over the links.
    host_awaited: Cell<bool>,
}

impl Shared {
    pub(crate) fn new(settings: Settings, log: EventLog) -> Self {
        let tls = Rc::new(Tls::new(settings.extra_roots.clone(), settings.network.dialer().is_some()));
        let transports = Transports::new(settings.max_transports);
        Self::of(Rc::new(settings), (tls, transports), Numbers::default(), log, None)
    }

    /// What another service of the same mini-program shares: the settings and the log are the same, and so is the count
    /// of the connections.
    pub(crate) fn sibling(&self, task: u32) -> Self {
        let common = (Rc::clone(&self.tls), Rc::clone(&self.transports));
        let sibling = Self::of(Rc::clone(&self.settings), common, self.numbers.clone(), self.log.clone(), Some(task));
        let (reachable, deadlines) = (Rc::clone(&self.reachable), Rc::clone(&self.deadlines));
        Self { reachable, deadlines, ..sibling }
    }

    fn of(
        settings: Rc<Settings>,
        (tls, transports): (Rc<Tls>, Rc<Transports>),
        numbers: Numbers,
        log: EventLog,
        task: Option<u32>,
    ) -> Self {
        let limits =
            Limits { unsent_bytes: settings.max_unsent_bytes, undelivered_bytes: settings.max_undelivered_bytes };
        Self {
            tls,
            transports,
            deadlines: Rc::default(),
            settings,
            log,
            machine: RefCell::new(Machine::new(limits, numbers.clone())),
            numbers,
            reachable: Rc::new(Cell::new(true)),
            task,
            links: RefCell::default(),
            host: RefCell::default(),
            quiet: RefCell::default(),
            stopped: Cell::new(false),
            host_awaited: Cell::new(false),
        }
    }

    /// Whether there is a network to dial over.
    pub(crate) fn is_reachable(&self) -> bool {
        self.reachable.get() || is(Mutant::NoNetworkDials)
    }

    pub(crate) fn set_reachable(&self, reachable: bool) {
        self.reachable.set(reachable);
    }

    pub(crate) fn trace(&self, generation: Generation) -> Trace {
        Trace::new(&self.log, generation, self.task, self.settings.show_secrets)
    }

    /// Runs an input of the machine and wakes the host if there is something to deliver.
    pub(crate) fn input<T>(&self, run: impl FnOnce(&mut Machine, Now<'_>) -> T) -> T {
        let stamp = || self.log.stamp();
        let result = run(&mut self.machine.borrow_mut(), &stamp);
        self.wake_host_if_ready();
        result
    }

    /// Wakes the host, if it waits, when there is something to deliver.
    pub(crate) fn wake_host_if_ready(&self) {
        let mut host = self.host.borrow_mut();
        if host.is_some()
            && self.machine.borrow().peek().is_some()
            && let Some(waker) = host.take()
        {
            waker.wake();
        }
    }

    pub(crate) fn poll_ready(&self, cx: &mut Context<'_>) -> Poll<()> {
        if self.machine.borrow().peek().is_some() {
            return Poll::Ready(());
        }
        *self.host.borrow_mut() = Some(cx.waker().clone());
        Poll::Pending
    }

    /// The host has come: drivers that waited for it to take everything are woken, once it has.
    pub(crate) fn host_is_back(&self) {
        let mut machine = self.machine.borrow_mut();
        machine.host_is_back();
        let is_drained = machine.peek().is_none();
        drop(machine);
        if is_drained && self.host_awaited.replace(false) {
            for link in self.links.borrow().iter().filter(|link| link.waits_for_host.replace(false)) {
                link.wake();
            }
        }
    }

    /// `link`'s driver is to be woken when the host comes the next time.
    pub(crate) fn await_host(&self, link: &Link) {
        link.waits_for_host.set(true);
        self.host_awaited.set(true);
    }

    pub(crate) fn link(&self, generation: Generation) -> Option<Rc<Link>> {
        self.links.borrow().iter().find(|link| link.generation == generation).cloned()
    }

    pub(crate) fn wake_link(&self, generation: Generation) {
        if let Some(link) = self.links.borrow().iter().find(|link| link.generation == generation) {
            link.wake();
        }
    }

    /// Wakes the driver of the live connection: it is the last one, if it runs at all.
    pub(crate) fn wake_live(&self) {
        if let Some(link) = self.links.borrow().last() {
            link.wake();
        }
    }

    pub(crate) fn unlink(&self, generation: Generation) {
        self.links.borrow_mut().retain(|link| {
            let stays = link.generation != generation;
            if !stays {
                self.transports.remove(link);
            }
            stays
        });
        self.wake_quiet();
    }

    /// Ends a connection that the page has been told the end of, to make room for another one.
    pub(crate) fn cut_short(&self, link: &Link) {
        link.abort();
        if !link.is_over.get() {
            self.trace(link.generation).end("cut short to make room for another (--max-sockets)");
        }
        self.unlink(link.generation);
    }

    /// Nothing but its transport's end is awaited of `link`.
    pub(crate) fn over(&self, link: &Link) {
        link.is_over.set(true);
        self.wake_quiet();
    }

    pub(crate) fn is_quiet(&self) -> bool {
        self.links.borrow().iter().all(|link| link.is_over.get())
    }

    /// Ready when no link keeps the service busy, and nothing is undelivered if `delivered` asks for that.
    pub(crate) fn poll_quiet(&self, cx: &mut Context<'_>, delivered: bool) -> Poll<()> {
        if self.is_quiet() && (!delivered || self.machine.borrow().is_idle()) {
            return Poll::Ready(());
        }
        *self.quiet.borrow_mut() = Some(cx.waker().clone());
        Poll::Pending
    }

    fn wake_quiet(&self) {
        if let Some(waker) = self.quiet.borrow_mut().take() {
            waker.wake();
        }
    }

    pub(crate) fn stop(&self) {
        self.stopped.set(true);
        self.machine.borrow_mut().shut_down();
    }

    pub(crate) fn is_stopped(&self) -> bool {
        self.stopped.get()
    }
}
