//! `--report json`: the stream itself, an event a line.

use std::io::{self, Write};

use super::Report;
use crate::event::RunEvent;

/// Writes each event as a line of JSON.
pub struct Json<W> {
    out: W,
}

impl<W: Write> Json<W> {
    /// A report into `out`.
    pub const fn new(out: W) -> Self {
        Self { out }
    }
}

impl<W: Write> Report for Json<W> {
    fn event(&mut self, event: &RunEvent) -> io::Result<()> {
        serde_json::to_writer(&mut self.out, event)?;
        self.out.write_all(b"\n")?;
        if matches!(event, RunEvent::RunFinished { .. }) { self.out.flush() } else { Ok(()) }
    }
}
