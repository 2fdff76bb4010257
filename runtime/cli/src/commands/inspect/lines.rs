//! Commands from a pipe or a file.

use std::io::{self, BufRead};

use minihost_runtime::inspect::is_complete;

use super::commands;
use super::session::{Line, Reader};

/// Reads standard input, line by line; code that goes on takes as many lines as it needs.
#[derive(Default)]
pub(super) struct Lines {
    /// A line that has been read and begins something else.
    text: String,
}

impl Reader for Lines {
    fn read(&mut self) -> Line {
        self.text.clear();
        let mut stdin = io::stdin().lock();
        loop {
            match stdin.read_line(&mut self.text) {
                // What cannot be read ends the session as well.
                Ok(0) | Err(_) if self.text.trim().is_empty() => return Line::End,
                Ok(0) | Err(_) => break,
                Ok(_) if commands::command(&self.text).is_some() || is_complete(&self.text) => break,
                Ok(_) => {}
            }
        }
        Line::Text(self.text.trim_end_matches(['\n', '\r']).to_owned())
    }
}
