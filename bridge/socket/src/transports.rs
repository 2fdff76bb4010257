//! What of a mini-program holds a descriptor: the transports of all its connections and requests.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use crate::Fault;
use crate::link::Link;
use crate::service::Shared;

/// All transports of a mini-program, with the limit on them.
#[derive(Debug)]
pub(crate) struct Transports {
    limit: usize,
    /// Connections in the order in which they were dialled, each with the service that it belongs to.
    links: RefCell<Vec<(Weak<Shared>, Rc<Link>)>>,
    requests: Cell<usize>,
}

/// A request's right to a transport, for as long as it lives.
#[derive(Debug)]
pub(crate) struct Permit(Rc<Transports>);

impl Drop for Permit {
    fn drop(&mut self) {
        self.0.requests.set(self.0.requests.get() - 1);
    }
}

impl Transports {
    pub(crate) fn new(limit: usize) -> Rc<Self> {
        Rc::new(Self { limit, links: RefCell::default(), requests: Cell::new(0) })
    }

    /// Whether there may be one more, beside those that the page still has; those of `replaced` will be free.
    ///
    /// # Errors
    /// [`Fault::TooManyTransports`].
    pub(crate) fn check(&self, replaced: Option<&Rc<Shared>>) -> Result<(), Fault> {
        let is_other = |owner: &Weak<Shared>| replaced.is_none_or(|own| owner.as_ptr() != Rc::as_ptr(own));
        let links = self.links.borrow();
        let needed = links.iter().filter(|(owner, link)| link.is_needed() && is_other(owner)).count();
        match needed + self.requests.get() < self.limit {
            true => Ok(()),
            false => Err(Fault::TooManyTransports { limit: self.limit }),
        }
    }

    /// Counts a connection, for which others are cut short that the page has been told the end of.
    pub(crate) fn add(&self, owner: &Rc<Shared>, link: &Rc<Link>) {
        self.make_room();
        self.links.borrow_mut().push((Rc::downgrade(owner), Rc::clone(link)));
    }

    /// The connection's transport is gone.
    pub(crate) fn remove(&self, link: &Link) {
        self.links.borrow_mut().retain(|(_, known)| !std::ptr::eq(Rc::as_ptr(known), link));
    }

    /// Lets a request have a transport, for which connections are cut short that the page has been told the end of.
    ///
    /// # Errors
    /// [`Fault::TooManyTransports`].
    pub(crate) fn permit(self: &Rc<Self>) -> Result<Permit, Fault> {
        if !self.make_room() {
            return Err(Fault::TooManyTransports { limit: self.limit });
        }
        self.requests.set(self.requests.get() + 1);
        Ok(Permit(Rc::clone(self)))
    }

    /// Cuts connections short that the page does not need, those first of which nothing but the transport's end is awaited.
    /// Says whether there is room for one more then.
    fn make_room(&self) -> bool {
        while self.taken() >= self.limit {
            let links = self.links.borrow();
            let over = links.iter().find(|(_, link)| link.is_over.get());
            let spare = over.or_else(|| links.iter().find(|(_, link)| !link.is_needed())).cloned();
            drop(links);
            let Some((owner, link)) = spare else { return false };
            match owner.upgrade() {
                Some(owner) => owner.cut_short(&link),
                None => self.remove(&link),
            }
        }
        true
    }

    fn taken(&self) -> usize {
        self.links.borrow().len() + self.requests.get()
    }
}
