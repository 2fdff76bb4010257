//! The course of a session: a line is read, the program is asked, the answer is shown.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use minihost_log::Record;
use minihost_runtime::inspect::{Inspector, Interrupter, Reply, Request};

use super::answers::Answers;
use super::commands::{self, Input};
use super::print;
use crate::exit::Exit;
use crate::report;

/// How long after Ctrl-C typed code may take to notice.
const PATIENCE: Duration = Duration::from_secs(1);

/// A line of input.
pub(super) enum Line {
    Text(String),
    /// Ctrl-C: the line was given up.
    Cleared,
    /// There is no more.
    End,
}

/// Where lines come from.
pub(super) trait Reader {
    /// The next line, or several that belong together.
    fn read(&mut self) -> Line;
}

/// What the session waits for.
enum Note {
    /// The request is answered, and that was shown.
    Answered(u64),
    /// Its answer will come.
    Waits(u64),
    Record(u64, Record),
    Interrupt,
}

/// The session's side of Ctrl-C.
pub(super) struct Interrupts {
    notes: Sender<Note>,
    interrupter: Interrupter,
    has_lines: Arc<AtomicBool>,
}

impl Interrupts {
    /// Stops what the session waits for, or is about to wait for; `false` before the first line and after the last one.
    pub(super) fn interrupt(&self) -> bool {
        if !self.has_lines.load(Ordering::Acquire) {
            return false;
        }
        self.interrupter.interrupt();
        self.notes.send(Note::Interrupt).is_ok()
    }
}

/// A session.
pub(super) struct Session {
    inspector: Inspector,
    answers: Answers,
    notes: Receiver<Note>,
    sender: Sender<Note>,
    /// Whether lines are read and acted on.
    has_lines: Arc<AtomicBool>,
    interrupter: Interrupter,
    asked: u64,
}

impl Session {
    /// A session, and what interrupts it.
    pub(super) fn new(inspector: Inspector, answers: Answers) -> (Self, Interrupts) {
        let (sender, notes) = channel();
        let has_lines = Arc::<AtomicBool>::default();
        let interrupter = inspector.interrupter();
        let interrupts =
            Interrupts { notes: sender.clone(), interrupter: interrupter.clone(), has_lines: Arc::clone(&has_lines) };
        (Self { inspector, answers, notes, sender, has_lines, interrupter, asked: 0 }, interrupts)
    }

    /// Runs until there are no more lines; the program ends with it.
    pub(super) fn run(mut self, mut reader: Box<dyn Reader + Send>) {
        // While the program starts, Ctrl-C ends it as it does without a session.
        let started = self.ask(Request::Started, |_| {});
        if started.is_some_and(|id| self.is_answered(id, None)) {
            self.has_lines.store(true, Ordering::Release);
            self.lines(&mut *reader);
            self.has_lines.store(false, Ordering::Release);
        }
        self.answers.screen.settle();
        // The reader has an inspector as well, which must be gone for the program to end.
        drop(reader);
    }

    fn lines(&mut self, reader: &mut (dyn Reader + Send)) {
        loop {
            self.answers.screen.settle();
            // What came too late to stop anything is over.
            while self.notes.try_recv().is_ok() {}
            let text = match reader.read() {
                Line::Text(text) => text,
                Line::Cleared => continue,
                Line::End => return,
            };
            let screen = &self.answers.screen;
            match commands::parse(&text) {
                Ok(Input::Nothing) => {}
                Ok(Input::Quit) => return,
                Ok(Input::Help) => screen.out(&print::help()),
                Ok(Input::Log(count)) => {
                    for record in self.answers.records.last(count) {
                        screen.out(&print::logged(&record));
                    }
                }
                Ok(Input::Wait { name, timeout }) => self.wait(&name, timeout),
                Ok(Input::Ask(request)) => {
                    if !self.answer(request) {
                        return;
                    }
                }
                Err(message) => self.answers.refuse(&message, Exit::Usage),
            }
        }
    }

    /// Asks, and waits until the answer was shown; `false` where there is no program any more.
    fn answer(&mut self, request: Request) -> bool {
        let answers = self.answers.clone();
        let Some(id) = self.ask(request, move |reply| answers.show(reply)) else { return false };
        let (mut is_promise, mut is_interrupted) = (false, false);
        loop {
            if is_promise && is_interrupted {
                self.give_up("interrupted; the promise is still pending");
                break;
            }
            match self.next(is_interrupted.then_some(PATIENCE)) {
                Ok(Note::Waits(of)) if of == id => is_promise = true,
                Ok(Note::Answered(of)) if of == id => break,
                Ok(Note::Interrupt) => {
                    // It may have come just before the request.
                    self.interrupter.interrupt();
                    is_interrupted = true;
                }
                Ok(_) => {}
                Err(RecvTimeoutError::Timeout) => {
                    let busy = "the page's own code is busy and has not returned: look for an endless loop";
                    self.give_up(&report::error(&format!("{busy}; `.quit` and Ctrl-C end it")));
                    break;
                }
                Err(RecvTimeoutError::Disconnected) => return false,
            }
        }
        true
    }

    /// Waits for a record, and shows it once the program is done with what led to it: a record is written before page code
    /// hears of an event.
    fn wait(&mut self, name: &str, timeout: Duration) {
        self.asked += 1;
        let (id, sender) = (self.asked, self.sender.clone());
        self.answers.records.wait(name, Box::new(move |record| drop(sender.send(Note::Record(id, record)))));
        loop {
            match self.next(Some(timeout)) {
                Ok(Note::Record(of, record)) if of == id => {
                    let screen = self.answers.screen.clone();
                    let shown = self.ask(Request::Started, move |_| screen.out(&print::waited_for(&record)));
                    if let Some(shown) = shown
                        && !self.is_answered(shown, Some(PATIENCE))
                    {
                        self.give_up("interrupted");
                    }
                    break;
                }
                Ok(Note::Interrupt) => {
                    self.give_up("interrupted");
                    break;
                }
                Ok(_) => {}
                Err(_) => {
                    let after = humantime::format_duration(timeout);
                    self.answers.refuse(&format!("no {name} within {after}"), Exit::Timeout);
                    break;
                }
            }
        }
        self.answers.records.give_up();
    }

    /// Waits for nothing any more, and says so.
    fn give_up(&mut self, message: &str) {
        self.asked += 1;
        self.answers.expect(self.asked);
        self.answers.screen.err(message);
    }

    fn is_answered(&self, id: u64, limit: Option<Duration>) -> bool {
        while let Ok(note) = self.next(limit) {
            match note {
                Note::Answered(of) if of == id => return true,
                Note::Interrupt => return false,
                _ => {}
            }
        }
        false
    }

    fn next(&self, limit: Option<Duration>) -> Result<Note, RecvTimeoutError> {
        match limit {
            Some(limit) => self.notes.recv_timeout(limit),
            None => self.notes.recv().map_err(|_| RecvTimeoutError::Disconnected),
        }
    }

    /// Asks; `show` gets the answer on the program's thread, unless the session has given up by then.
    fn ask(&mut self, request: Request, show: impl Fn(&Reply) + Send + 'static) -> Option<u64> {
        self.asked += 1;
        let (id, sender, answers) = (self.asked, self.sender.clone(), self.answers.clone());
        self.answers.expect(id);
        let tell = Box::new(move |reply| {
            let note = match reply {
                Reply::Waits => Note::Waits(id),
                reply => {
                    if answers.is_expected(id) {
                        show(&reply);
                    }
                    Note::Answered(id)
                }
            };
            // A session that has ended does not care.
            let _ = sender.send(note);
        });
        self.inspector.ask(request, tell).then_some(id)
    }
}
