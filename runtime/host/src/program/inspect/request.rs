//! What can be asked of a running program, and what it answers.

use std::time::Duration;

use minihost_axml::Selector;
use serde_json::Value;

use crate::app::ElementEvent;
use crate::uncaught::{Position, Uncaught};

/// A request.
#[derive(Debug, Clone, PartialEq)]
pub enum Request {
    /// Nothing: it is answered once the program has started.
    Started,
    /// Evaluates JavaScript in the program's realm: `page` and `this` are the page that is shown, `app` is the app.
    Evaluate(String),
    /// The page's data, or what is at a path of `setData`'s kind in them.
    Data(Option<String>),
    /// The page's functions.
    Handlers,
    /// Calls a handler of the page (FW-7).
    Call {
        /// The page's member.
        handler: String,
        /// The event, or its detail.
        event: Option<Value>,
    },
    /// The elements of the page's view that a selector means.
    Find(Selector),
    /// Touches an element of the page's view (FW-7).
    Touch(ElementEvent),
    /// The page stack.
    Pages,
    /// The connections that are not over.
    Sockets,
    /// The timers that are set.
    Timers,
    /// The listeners of socket events.
    Listeners,
    /// Sends a message as if the page did.
    Send {
        /// The SocketTask to send over; by default the single connection, or the only task.
        task: Option<u32>,
        /// The message.
        message: Message,
    },
    /// Closes a connection as if the page did.
    Close {
        /// The SocketTask to close; by default the single connection, or the only task.
        task: Option<u32>,
        /// The close code.
        code: u16,
        /// The reason.
        reason: String,
    },
    /// Sends the program to the background.
    Hide,
    /// Brings it back.
    Show,
    /// Opens a page, or shows a page of the tab bar.
    Go(String),
    /// Closes as many pages.
    Back(usize),
    /// What the text, up to the cursor, may go on with.
    Complete(String),
}

/// A message to send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message {
    /// A text frame.
    Text(String),
    /// A binary frame, given as base64.
    Base64(String),
}

/// An answer.
#[derive(Debug, Clone, PartialEq)]
pub enum Reply {
    /// It was done.
    Done,
    /// It cannot be done, and why.
    Refused(String),
    /// A value, as `console.log` shows it inside of objects.
    Value(String),
    /// The value is a promise; the next reply tells what became of it.
    Waits,
    /// Typed code threw, or is no legal code; or its promise was rejected.
    Threw(Box<Uncaught>),
    /// Page code that was called threw, which was reported to the program's output.
    Reported,
    /// Typed code was stopped before it was done.
    Stopped {
        /// What stopped it.
        by: StoppedBy,
        /// Where it was.
        at: Option<Position>,
    },
    /// The page's functions.
    Handlers(Vec<Handler>),
    /// The elements, in the order of the view.
    Elements(Vec<Element>),
    /// The pages' paths; the last one is shown.
    Pages(Vec<String>),
    /// The connections, oldest first.
    Sockets(Vec<Socket>),
    /// The timers, the next one first.
    Timers(Vec<Timer>),
    /// The listeners.
    Listeners(Vec<Listener>),
    /// What a word may be completed to.
    Completions {
        /// Where the word begins in the text, in bytes.
        start: usize,
        /// Whole words.
        candidates: Vec<String>,
    },
}

/// What stopped typed code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StoppedBy {
    /// [`Interrupter::interrupt`](super::Interrupter::interrupt).
    Interrupt,
    /// It ran for this long.
    Limit(Duration),
}

/// A function of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handler {
    /// Its name.
    pub name: String,
    /// How many arguments it names.
    pub arity: u32,
    /// Whether the platform calls it by itself.
    pub is_lifecycle: bool,
}

/// An element of a page's view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element {
    /// Its name.
    pub tag: String,
    /// Its id; empty without one.
    pub id: String,
    /// Its classes.
    pub classes: Vec<String>,
    /// The text in it.
    pub text: String,
}

/// A connection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Socket {
    /// Its number in the event log.
    pub generation: u32,
    /// The SocketTask, unless it is the single connection.
    pub task: Option<u32>,
    /// `connecting`, `open` or `closing`.
    pub state: &'static str,
    /// Where it goes.
    pub url: String,
    /// What was not written yet.
    pub unsent: Unsent,
    /// Where in page code it was made.
    pub made_at: Option<Position>,
}

/// What a connection has not written yet.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Unsent {
    /// Messages.
    pub messages: usize,
    /// Their bytes, with the frames around them.
    pub bytes: usize,
}

/// A timer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timer {
    /// What page code knows it by.
    pub id: u32,
    /// How long it is until it is due.
    pub due_in: Duration,
    /// The period of an interval.
    pub period: Option<Duration>,
    /// Where it was set.
    pub set_at: Option<Position>,
}

/// A listener of a socket event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listener {
    /// The function that added it: `onSocketOpen`, `SocketTask.onOpen`.
    pub event: &'static str,
    /// The SocketTask that it belongs to.
    pub task: Option<u32>,
    /// The function's name, if it has one.
    pub function: Option<String>,
}
