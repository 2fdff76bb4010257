//! `--trace`: the event log, one JSON object a line.

use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use minihost_log::{Record, Sink};

use crate::printable::Printable;

/// Where the trace goes; a clone is another handle to the same trace.
#[derive(Clone)]
pub(crate) struct Trace {
    shared: Arc<Mutex<Shared>>,
}

struct Shared {
    /// The file, or what stands for stderr.
    name: String,
    writer: Box<dyn Write + Send>,
    failure: Option<io::Error>,
}

impl Trace {
    /// The trace into `file`, or to stderr.
    pub(crate) fn open(file: Option<&Path>) -> Result<Self, String> {
        let (name, writer): (_, Box<dyn Write + Send>) = match file {
            Some(path) => {
                let file = File::create(path).map_err(|cause| format!("--trace {}: {cause}", path.display()))?;
                (path.display().to_string(), Box::new(BufWriter::new(file)))
            }
            // Line by line, so that records and messages appear in the order in which they happened. JSON has an escape for
            // some of what commands a terminal, not for all.
            None if io::stderr().is_terminal() => ("stderr".to_owned(), Box::new(Printable(io::stderr()))),
            None => ("stderr".to_owned(), Box::new(io::LineWriter::new(io::stderr()))),
        };
        Ok(Self { shared: Arc::new(Mutex::new(Shared { name, writer, failure: None })) })
    }

    /// The sink that the event log writes to. A full disk does not end the program that is traced: it is told by
    /// [`finish`](Self::finish).
    pub(crate) fn sink(&self) -> Box<dyn Sink> {
        let trace = self.clone();
        Box::new(move |record: &Record| {
            let shared = &mut *trace.lock();
            let line = serde_json::to_vec(record).map_err(io::Error::from);
            let written = line.and_then(|mut line| {
                line.push(b'\n');
                shared.writer.write_all(&line)
            });
            shared.failure = shared.failure.take().or(written.err());
        })
    }

    /// Writes what is left; why the trace is not complete, if it is not.
    pub(crate) fn finish(&self) -> Result<(), String> {
        let shared = &mut *self.lock();
        let flushed = shared.writer.flush();
        match shared.failure.take().or(flushed.err()) {
            Some(cause) => Err(format!("--trace {}: {cause}", shared.name)),
            None => Ok(()),
        }
    }

    fn lock(&self) -> MutexGuard<'_, Shared> {
        // A thread that panicked while it wrote leaves nothing worse behind than half a line.
        self.shared.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
