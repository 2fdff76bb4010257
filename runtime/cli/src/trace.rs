//! `--trace`: the event log, one JSON object a line.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use minihost_log::{Record, Sink};

/// Where the trace goes.
pub(crate) struct Trace {
    writer: Box<dyn Write + Send>,
}

impl Trace {
    /// The trace into `file`, or to stderr.
    pub(crate) fn open(file: Option<&Path>) -> Result<Self, String> {
        let writer: Box<dyn Write + Send> = match file {
            Some(path) => {
                let file = File::create(path).map_err(|cause| format!("--trace {}: {cause}", path.display()))?;
                Box::new(BufWriter::new(file))
            }
            // Line by line, so that records and messages appear in the order in which they happened.
            None => Box::new(io::LineWriter::new(io::stderr())),
        };
        Ok(Self { writer })
    }

    /// The sink that the event log writes to.
    pub(crate) fn into_sink(mut self) -> Box<dyn Sink> {
        Box::new(move |record: &Record| {
            // A full disk or a closed pipe must not end the program that is traced.
            let _ = serde_json::to_writer(&mut self.writer, record).map(|()| self.writer.write_all(b"\n"));
        })
    }
}
