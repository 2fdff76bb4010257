//! One worker process: started, asked, listened to, and killed when it does not answer.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use crate::protocol::{Request, WorkerEvent};

/// A line of more bytes is no event.
const LONGEST_LINE: u64 = 64 << 20;

/// How much of what a dying worker says on stderr is kept, in bytes.
const KEPT_STDERR: usize = 64 << 10;

/// What comes from a worker.
pub(crate) enum News {
    Event(WorkerEvent),
    /// It wrote something that is no event.
    Garbage(String),
    /// Its stdout has ended.
    Ended,
    /// Nothing came for as long as it may be silent.
    Silence,
}

/// A running worker. Dropping it kills it.
pub(crate) struct Worker {
    child: Child,
    news: Receiver<News>,
    stderr: Option<JoinHandle<String>>,
}

impl Worker {
    /// Starts a worker and hands it its request.
    ///
    /// # Errors
    /// Where the system does not start it.
    pub(crate) fn start(program: &(PathBuf, Vec<String>), request: &Request) -> std::io::Result<Self> {
        let mut child = Command::new(&program.0)
            .args(&program.1)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        if let Some(mut stdin) = child.stdin.take() {
            let mut line = serde_json::to_vec(request)?;
            line.push(b'\n');
            // A worker that is gone already tells why in its own way.
            let _ = stdin.write_all(&line);
        }
        let (sender, news) = channel();
        if let Some(stdout) = child.stdout.take() {
            thread::spawn(move || {
                let mut reader = BufReader::new(stdout);
                while let Some(item) = read(&mut reader) {
                    if sender.send(item).is_err() {
                        return;
                    }
                }
                // Nobody listens any more where this fails.
                let _ = sender.send(News::Ended);
            });
        }
        let stderr = child.stderr.take().map(|mut stderr| {
            thread::spawn(move || {
                let mut bytes = Vec::new();
                // What could be read is what there is to tell.
                let _ = stderr.read_to_end(&mut bytes);
                let start = bytes.len().saturating_sub(KEPT_STDERR);
                String::from_utf8_lossy(&bytes[start..]).into_owned()
            })
        });
        Ok(Self { child, news, stderr })
    }

    /// What comes next.
    pub(crate) fn next(&self, limit: Duration) -> News {
        match self.news.recv_timeout(limit) {
            Ok(news) => news,
            Err(RecvTimeoutError::Timeout) => News::Silence,
            Err(RecvTimeoutError::Disconnected) => News::Ended,
        }
    }

    /// Kills it, if it still runs, and says how it ended and what it said on stderr.
    pub(crate) fn end(mut self, kill: bool) -> (Option<ExitStatus>, String) {
        if kill {
            // It may have ended meanwhile.
            let _ = self.child.kill();
        }
        let status = self.child.wait().ok();
        let stderr = self.stderr.take().and_then(|reader| reader.join().ok()).unwrap_or_default();
        (status, stderr)
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        // Both fail only for a process that is gone.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn read(reader: &mut impl BufRead) -> Option<News> {
    let mut line = String::new();
    match reader.by_ref().take(LONGEST_LINE).read_line(&mut line) {
        Ok(0) => None,
        // The beginning of a line: the worker died while it wrote.
        Ok(read) if !line.ends_with('\n') && (read as u64) < LONGEST_LINE => None,
        Ok(_) => Some(match serde_json::from_str(&line) {
            Ok(event) => News::Event(event),
            Err(_) => News::Garbage(line.chars().take(200).collect()),
        }),
        Err(error) => Some(News::Garbage(error.to_string())),
    }
}
