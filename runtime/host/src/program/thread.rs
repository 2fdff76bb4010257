//! The thread that a program lives on.

use std::any::Any;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;
use std::thread::{Builder, JoinHandle};

use minihost_bridge::heap;
use minihost_log::Sink;

use super::control::Control;
use super::extension::Extension;
use super::life;
use super::outcome::Outcome;
use crate::output::Output;
use crate::settings::Settings;

/// Everything that a program starts from; made on the program's own thread, since none of it may leave that thread.
pub struct Setup {
    /// What to run, and how.
    pub settings: Settings,
    /// What people see.
    pub output: Rc<dyn Output>,
    /// Where the event log goes, if it is kept.
    pub trace: Option<Box<dyn Sink>>,
    /// What the program has beside what every mini-program has.
    pub extension: Option<Box<dyn Extension>>,
}

/// A program on its own thread.
#[derive(Debug)]
pub struct Running {
    /// Stops the program.
    pub control: Control,
    /// The thread.
    pub thread: JoinHandle<()>,
}

/// Runs a program on a thread of its own, with a stack of `stack` bytes, of which only those that are used count as memory.
///
/// `done` is called on that thread when the program has ended; with the panic's message where minihost itself failed.
///
/// # Errors
/// Where the system has no thread to give.
pub fn spawn(
    stack: usize,
    setup: impl FnOnce() -> Setup + Send + 'static,
    done: impl FnOnce(Result<Outcome, String>) + Send + 'static,
) -> io::Result<Running> {
    let control = Control::default();
    let inner = control.clone();
    let thread = Builder::new().name("mini-program".to_owned()).stack_size(stack).spawn(move || {
        heap::prepare();
        // An engine panic must end this program, not the process that watches it.
        let run = AssertUnwindSafe(|| life::run(setup(), &inner));
        done(catch_unwind(run).unwrap_or_else(|panic| Err(panic_message(&*panic))));
    })?;
    Ok(Running { control, thread })
}

fn panic_message(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
    text.unwrap_or("a panic without a message").to_owned()
}
