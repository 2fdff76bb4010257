//! Commands from a person at a terminal: a line editor with a history and completion.

use std::path::PathBuf;

use minihost_runtime::inspect::{Inspector, is_complete};
use rustyline::completion::Completer;
use rustyline::error::ReadlineError;
use rustyline::highlight::Highlighter;
use rustyline::hint::Hinter;
use rustyline::history::FileHistory;
use rustyline::validate::{ValidationContext, ValidationResult, Validator};
use rustyline::{CompletionType, Config, Context, Editor, Helper};

use super::commands;
use super::completion::Completions;
use super::history;
use super::screen::Screen;
use super::session::{Line, Reader};

/// Lines of the history that are kept.
const KEPT: usize = 1_000;

const PROMPT: &str = "> ";

/// Whether lines can be edited on the terminal; it is one.
pub(super) fn is_possible() -> bool {
    std::env::var("TERM").is_ok_and(|kind| !matches!(kind.as_str(), "" | "dumb" | "cons25" | "emacs"))
}

/// The line editor.
pub(super) struct Prompt {
    editor: Editor<Assistant, FileHistory>,
    history: Option<PathBuf>,
}

impl Prompt {
    /// Takes the terminal, with what can be printed on it while a line is edited.
    ///
    /// # Errors
    /// The terminal cannot do that.
    pub(super) fn open(inspector: &Inspector, pages: Vec<String>) -> Result<(Self, Screen), String> {
        let cannot = |cause: &dyn std::fmt::Display| format!("cannot use the terminal: {cause}");
        let config = Config::builder()
            .completion_type(CompletionType::List)
            .max_history_size(KEPT)
            .and_then(|config| config.history_ignore_dups(true))
            .map_err(|error| cannot(&error))?
            // A line that begins with a space is not kept, as in shells.
            .history_ignore_space(true)
            .build();
        let mut editor = Editor::with_config(config).map_err(|error| cannot(&error))?;
        editor.set_helper(Some(Assistant { completions: Completions::new(inspector.clone(), pages) }));
        let history = history::file();
        if let Some(file) = &history {
            // There is none the first time.
            let _ = editor.load_history(file);
        }
        let printer = editor.create_external_printer().map_err(|error| cannot(&error))?;
        let screen = Screen::terminal(printer).map_err(|error| cannot(&error))?;
        Ok((Self { editor, history }, screen))
    }
}

impl Reader for Prompt {
    fn read(&mut self) -> Line {
        let line = match self.editor.readline(PROMPT) {
            Ok(line) => line,
            Err(ReadlineError::Interrupted) => return Line::Cleared,
            Err(_) => return Line::End,
        };
        if !line.trim().is_empty()
            && matches!(self.editor.add_history_entry(&line), Ok(true))
            && let Some(file) = &self.history
        {
            // Kept at once: the program may end the process before the session ends.
            let _ = self.editor.append_history(file);
        }
        Line::Text(line)
    }
}

/// What the editor asks while a line is edited.
struct Assistant {
    completions: Completions,
}

impl Helper for Assistant {}

impl Highlighter for Assistant {}

impl Hinter for Assistant {
    type Hint = String;
}

impl Completer for Assistant {
    type Candidate = String;

    fn complete(&self, line: &str, at: usize, _: &Context<'_>) -> rustyline::Result<(usize, Vec<String>)> {
        Ok(self.completions.of(line.get(..at).unwrap_or(line)))
    }
}

impl Validator for Assistant {
    fn validate(&self, context: &mut ValidationContext<'_>) -> rustyline::Result<ValidationResult> {
        let text = context.input();
        let is_ready = commands::command(text).is_some() || is_complete(text);
        Ok(if is_ready { ValidationResult::Valid(None) } else { ValidationResult::Incomplete })
    }
}
