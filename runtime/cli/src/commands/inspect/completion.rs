//! What a line may go on with: commands, their arguments, and what objects of the program have.

use std::sync::mpsc::channel;
use std::time::Duration;

use minihost_runtime::inspect::{Inspector, Reply, Request};

use super::commands::{self, TABLE};
use super::records;

/// A program that is busy for longer completes nothing.
const PATIENCE: Duration = Duration::from_millis(300);

/// Finds completions.
pub(super) struct Completions {
    inspector: Inspector,
    /// The project's pages.
    pages: Vec<String>,
}

impl Completions {
    pub(super) const fn new(inspector: Inspector, pages: Vec<String>) -> Self {
        Self { inspector, pages }
    }

    /// Where the last word of `text` begins, in bytes, and what it may become.
    pub(super) fn of(&self, text: &str) -> (usize, Vec<String>) {
        let Some(command) =
            commands::command(text).or_else(|| text.trim().strip_prefix('.').filter(|rest| rest.is_empty()))
        else {
            return self.members(text, 0);
        };
        let Some((name, rest)) = command.split_once(char::is_whitespace) else {
            let names = TABLE.iter().map(|row| row.name.to_owned());
            return words(text, command, names);
        };
        let rest = rest.trim_start();
        match name {
            "data" => {
                let (start, candidates) = self.members(&format!("page.data.{rest}"), 0);
                (text.len() - rest.len() + start.saturating_sub("page.data.".len()), candidates)
            }
            "call" if !rest.contains(char::is_whitespace) => match self.ask(Request::Handlers) {
                Some(Reply::Handlers(handlers)) => words(text, rest, handlers.into_iter().map(|handler| handler.name)),
                _ => (text.len(), Vec::new()),
            },
            "go" => words(text, rest, self.pages.iter().map(|page| format!("/{page}"))),
            "wait" => words(text, rest, records::names().map(str::to_owned)),
            _ => (text.len(), Vec::new()),
        }
    }

    fn members(&self, text: &str, offset: usize) -> (usize, Vec<String>) {
        match self.ask(Request::Complete(text.to_owned())) {
            Some(Reply::Completions { start, candidates }) => (start + offset, candidates),
            _ => (text.len(), Vec::new()),
        }
    }

    fn ask(&self, request: Request) -> Option<Reply> {
        let (sender, reply) = channel();
        // The receiver may have lost patience.
        let tell = Box::new(move |reply| drop(sender.send(reply)));
        self.inspector.ask(request, tell).then(|| reply.recv_timeout(PATIENCE).ok()).flatten()
    }
}

/// The words of `all` that begin like the last one of `text`.
fn words(text: &str, word: &str, all: impl Iterator<Item = String>) -> (usize, Vec<String>) {
    (text.len() - word.len(), all.filter(|candidate| candidate.starts_with(word)).collect())
}
