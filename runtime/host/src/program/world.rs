//! The mini-programs that live in one engine, and the way in which others reach them.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::task::Context as Waiting;

use boa_engine::{Context, JsResult};
use minihost_log::{Clock, EventLog, Timestamp};

use super::instance::{Instance, Ready};
use super::schedule::{Head, Schedule};
use crate::engine::{Agent, Hold};
use crate::output::Output;
use crate::settings::Settings;

/// The programs of one engine, in the order of their making; the first one is what the engine is there for.
pub(crate) struct World {
    pub(super) agent: Rc<Agent>,
    pub(super) log: EventLog,
    pub(super) programs: RefCell<Vec<Rc<Instance>>>,
    made: Cell<u32>,
    /// Who chooses among what is ready together; the oldest comes first without one.
    pub(super) schedule: Option<Rc<Schedule>>,
}

impl World {
    pub(super) fn new(log: EventLog, agent: Agent, schedule: Option<Rc<Schedule>>) -> Self {
        Self { agent: Rc::new(agent), log, programs: RefCell::default(), made: Cell::new(0), schedule }
    }

    /// Makes a program; the first one in the context's own realm, each other one in a fresh one.
    ///
    /// # Errors
    /// Where the engine cannot make a realm or its globals.
    pub(super) fn add(
        &self,
        settings: Settings,
        output: Rc<dyn Output>,
        context: &mut Context,
    ) -> JsResult<Rc<Instance>> {
        let number = self.made.get();
        let log = self.log.for_program(number);
        let outer = if number == 0 {
            None
        } else {
            let realm = context.create_realm()?;
            Some(context.enter_realm(realm))
        };
        let made = Instance::new(&self.agent, settings, output, log, context);
        if let Some(outer) = outer {
            context.enter_realm(outer);
        }
        let made = Rc::new(made?);
        self.made.set(number + 1);
        self.programs.borrow_mut().push(Rc::clone(&made));
        Ok(made)
    }

    /// Takes a program out: nothing of it runs any more.
    pub(super) fn remove(&self, program: &Rc<Instance>) {
        self.programs.borrow_mut().retain(|known| !Rc::ptr_eq(known, program));
    }

    /// The program whose turn it is, and with what.
    pub(super) fn next_ready(&self) -> Option<(Rc<Instance>, Ready)> {
        let Some(schedule) = &self.schedule else { return self.oldest_ready() };
        let mut heads = Vec::new();
        for program in &*self.programs.borrow() {
            let ready = program.heads().into_iter();
            heads.extend(ready.map(|(stamp, ready)| Head { stamp, program: Rc::clone(program), ready }));
        }
        schedule.choose(heads)
    }

    /// The oldest of all that is ready anywhere, and whose it is.
    pub(super) fn oldest_ready(&self) -> Option<(Rc<Instance>, Ready)> {
        let programs = self.programs.borrow();
        let ready = programs.iter().filter_map(|program| Some((program.next_ready()?, program)));
        ready.min_by_key(|((stamp, _), _)| *stamp).map(|((_, ready), program)| (Rc::clone(program), ready))
    }

    /// When the next timer of any program is due.
    pub(super) fn next_timer(&self) -> Option<Timestamp> {
        let programs = self.programs.borrow();
        programs.iter().filter_map(|program| program.host.next_due()).min().map(|due| due.time)
    }

    /// Whether some program has an undelivered socket event; if not, the waker of `cx` hears of the next one.
    pub(super) fn poll_sockets(&self, cx: &mut Waiting<'_>) -> bool {
        self.programs.borrow().iter().any(|program| program.bridge.poll_ready(cx).is_ready())
    }

    pub(super) fn nothing_pending(&self) -> bool {
        !self.agent.is_held() && self.programs.borrow().iter().all(|program| program.nothing_pending())
    }

    pub(super) fn hold(&self) -> Hold {
        Hold::new(&self.agent)
    }

    pub(super) fn clock(&self) -> Clock {
        self.log.clock()
    }
}
