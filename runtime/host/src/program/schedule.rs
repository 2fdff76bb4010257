//! In which order what is ready together runs.
//!
//! Usually the oldest comes first. A [`Schedule`] may let another one pass, where the order between the two is nobody's promise:
//! ARCHITECTURE.md ("Orders") says which those are.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use minihost_bridge::Source;
use minihost_log::Stamp;

use super::instance::{Instance, Ready};

/// How often others get a turn before a choice is made, so that everything that may be ready is. In one turn, all tasks
/// run that are awake, and those that they wake.
pub(super) const TURNS_OF_OTHERS: usize = 4;

/// A task that is in one order with the events of connections.
const BOUND: Ready = Ready::TaskOf { is_loose: false };

/// Chooses among what is ready together, and notes what there was to choose from.
#[derive(Debug, Default)]
pub struct Schedule {
    state: RefCell<State>,
}

#[derive(Debug, Default)]
struct State {
    is_active: bool,
    /// Which of the choices, counted from 1, is not for the oldest, and for which instead, counted from 1 after it.
    given: BTreeMap<usize, usize>,
    course: Course,
}

/// What a schedule had to choose from, and what it chose.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Course {
    /// How many there were at each choice: two or more.
    pub choices: Vec<usize>,
    /// What was let pass, in words.
    pub passed: Vec<String>,
    /// The first choice of those given for which there were not enough.
    pub unfit: Option<usize>,
}

/// Something that is ready.
pub(super) struct Head {
    pub(super) stamp: Stamp,
    pub(super) program: Rc<Instance>,
    pub(super) ready: Ready,
}

impl Head {
    /// Whether this one must run before another one that is ready, too.
    fn precedes(&self, other: &Self) -> bool {
        if self.stamp >= other.stamp {
            return false;
        }
        // Who waits for time to pass, or for something to happen, goes on when what was there before has run.
        if other.ready == BOUND && other.is_of_first() {
            return true;
        }
        // Settlements and events of one program are told in the order in which they came about: success before the events
        // of what succeeded, an event before what the page does next.
        let is_bound = matches!((self.ready, other.ready), (BOUND, Ready::From(_)) | (Ready::From(_), BOUND));
        is_bound && Rc::ptr_eq(&self.program, &other.program)
    }

    /// Whether it is of the program that the others are beside of: the test.
    fn is_of_first(&self) -> bool {
        self.program.host.log.program() == 0
    }

    fn shown(&self) -> String {
        let what = match self.ready {
            Ready::Task | Ready::TaskOf { .. } => "a callback that was posted".to_owned(),
            Ready::Timer => "a timer".to_owned(),
            Ready::Socket | Ready::From(Source::Single) => "an event of the connection".to_owned(),
            Ready::From(Source::Task(task)) => format!("an event of task {task}"),
            Ready::From(Source::Request(request)) => format!("an event of request {request}"),
        };
        if self.is_of_first() { format!("{what} of the test") } else { what }
    }
}

impl Schedule {
    /// From now on, the choices of `given` are not for the oldest; choices are counted from 1.
    pub fn begin(&self, given: BTreeMap<usize, usize>) {
        *self.state.borrow_mut() = State { is_active: true, given, course: Course::default() };
    }

    /// From now on, the oldest comes first; what was chosen since [`Schedule::begin`].
    pub fn end(&self) -> Course {
        let State { given, mut course, .. } = self.state.take();
        let made = course.choices.len();
        course.unfit = course.unfit.or_else(|| given.keys().copied().find(|choice| *choice > made));
        course
    }

    /// Which of these, oldest first, runs next.
    pub(super) fn choose(&self, mut heads: Vec<Head>) -> Option<(Rc<Instance>, Ready)> {
        heads.sort_by_key(|head| head.stamp);
        let is_free = |head: &&Head| !heads.iter().any(|other| other.precedes(head));
        let free: Vec<&Head> = heads.iter().filter(is_free).collect();
        let mut state = self.state.borrow_mut();
        let chosen = if free.len() > 1 && state.is_active { state.choose(&free) } else { 0 };
        free.get(chosen).map(|head| (Rc::clone(&head.program), head.ready))
    }
}

impl State {
    fn choose(&mut self, free: &[&Head]) -> usize {
        self.course.choices.push(free.len());
        let number = self.course.choices.len();
        let Some(&chosen) = self.given.get(&number) else { return 0 };
        if chosen >= free.len() {
            self.course.unfit.get_or_insert(number);
            return 0;
        }
        self.course.passed.push(format!("{} came before {}", free[chosen].shown(), free[0].shown()));
        chosen
    }
}
