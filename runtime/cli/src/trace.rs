//! `--trace`: the event log, one JSON object a line.

use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use minihost_log::{Kind, Record, Sink};
use minihost_runtime::limits::Unit;

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
    /// How many bytes may be written, but for the record that says that there are no more.
    limit: usize,
    written: usize,
    is_full: bool,
}

impl Shared {
    fn write(&mut self, record: &Record) -> io::Result<()> {
        let mut line = serde_json::to_vec(record)?;
        line.push(b'\n');
        if self.written.saturating_add(line.len()) > self.limit {
            self.is_full = true;
            let detail = serde_json::json!({ "reason": self.end() });
            line = serde_json::to_vec(&Record { kind: Kind::TraceEnd, generation: None, detail, ..record.clone() })?;
            line.push(b'\n');
        }
        self.written += line.len();
        self.writer.write_all(&line)
    }

    /// Why there are no more records.
    fn end(&self) -> String {
        format!("the event log has reached its limit of {} (--max-trace)", Unit::Bytes.show(self.limit))
    }
}

impl Trace {
    /// The trace into `file`, or to stderr, of at most `limit` bytes.
    pub(crate) fn open(file: Option<&Path>, limit: usize) -> Result<Self, String> {
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
        let shared = Shared { name, writer, failure: None, limit, written: 0, is_full: false };
        Ok(Self { shared: Arc::new(Mutex::new(shared)) })
    }

    /// The sink that the event log writes to. A full disk does not end the program that is traced: it is told by
    /// [`finish`](Self::finish).
    pub(crate) fn sink(&self) -> Box<dyn Sink> {
        let trace = self.clone();
        Box::new(move |record: &Record| {
            let shared = &mut *trace.lock();
            if !shared.is_full {
                let written = shared.write(record);
                shared.failure = shared.failure.take().or(written.err());
            }
        })
    }

    /// Writes what is left. Returns what is to be told of a trace that has reached its limit.
    ///
    /// # Errors
    /// Why the trace is not there, or not whole.
    pub(crate) fn finish(&self) -> Result<Option<String>, String> {
        let shared = &mut *self.lock();
        let flushed = shared.writer.flush();
        match shared.failure.take().or(flushed.err()) {
            Some(cause) => Err(format!("--trace {}: {cause}", shared.name)),
            None => Ok(shared.is_full.then(|| format!("--trace {}: {}", shared.name, shared.end()))),
        }
    }

    fn lock(&self) -> MutexGuard<'_, Shared> {
        // A thread that panicked while it wrote leaves nothing worse behind than half a line.
        self.shared.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
