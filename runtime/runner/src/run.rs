//! A whole run: files go to workers as these become free, and everything that happens becomes one stream of events.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use crate::event::{RunEvent, STREAM_VERSION, Summary};
use crate::file::{self, FileEnd, Reads};
use crate::live::Live;
use crate::protocol::FailureKind;
use crate::report::Report;
use crate::settings::RunSettings;
use crate::shuffle::shuffle;
use crate::stopwatch::Stopwatch;

/// How often what is shown while tests run is looked at again.
const TICK: Duration = Duration::from_millis(100);

/// Stops a run from another thread; a clone is another handle to the same one.
#[derive(Debug, Clone, Default)]
pub struct Interrupt {
    set: Arc<AtomicBool>,
}

impl Interrupt {
    /// Kills the workers; what has ended is still reported.
    pub fn set(&self) {
        self.set.store(true, Ordering::Release);
    }

    pub(crate) fn is_set(&self) -> bool {
        self.set.load(Ordering::Acquire)
    }
}

/// What came of a run, beside what its reports were told.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RunResult {
    /// The counts.
    pub summary: Summary,
    /// The tags that tests of these files have, also those that were not wanted.
    pub tags: BTreeSet<String>,
    /// The clauses that they say they prove.
    pub clauses: BTreeSet<String>,
    /// What each file has read, where workers were asked for it; only of files that have ended.
    pub reads: BTreeMap<PathBuf, Reads>,
}

/// What the threads that run files tell the one that reports.
enum Message<'a> {
    Started(&'a str),
    Tested { name: &'a str, failed: bool },
    Ended { path: &'a Path, name: &'a str, end: FileEnd },
}

/// Runs all files and tells every event to every report; `live` is shown what goes on meanwhile.
///
/// # Errors
/// Where a report cannot be written.
pub fn run(
    settings: &RunSettings,
    reports: &mut [Box<dyn Report>],
    live: Option<Box<dyn Live>>,
    interrupt: &Interrupt,
) -> io::Result<RunResult> {
    let watch = Stopwatch::start();
    let mut files: Vec<_> = settings.files.iter().enumerate().collect();
    files.retain(|(place, _)| settings.shard.is_none_or(|shard| shard.has(*place)));
    let mut files: Vec<_> = files.into_iter().map(|(_, file)| (file, shown(file, &settings.root))).collect();
    if settings.options.shuffle {
        shuffle(&mut files, settings.options.seed);
    }
    let names = files.iter().map(|(_, name)| name.clone()).collect();
    let first = RunEvent::RunStarted { version: STREAM_VERSION, files: names, seed: settings.options.seed };
    tell(reports, &first)?;
    let next = AtomicUsize::new(0);
    let stop = Interrupt::default();
    let summary = Summary { files: files.len(), ..Summary::default() };
    let mut result = RunResult { summary, ..RunResult::default() };
    thread::scope(|scope| -> io::Result<()> {
        let (sender, messages) = channel();
        for _ in 0..settings.jobs.clamp(1, files.len().max(1)) {
            let (sender, files, next) = (sender.clone(), &files, &next);
            let stops = [stop.clone(), interrupt.clone()];
            scope.spawn(move || {
                while let Some((path, name)) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if stops.iter().any(Interrupt::is_set) {
                        return;
                    }
                    // The receiver lives until all of these have ended.
                    let _ = sender.send(Message::Started(name));
                    let heard = |failed| drop(sender.send(Message::Tested { name, failed }));
                    // Events of one file come together: files that run at the same time do not mix in reports.
                    let end = file::run(settings, path, name, &stops, &heard);
                    let _ = sender.send(Message::Ended { path, name, end });
                }
            });
        }
        drop(sender);
        let mut desk = Desk { settings, reports, live, stop: &stop, result: &mut result };
        desk.receive(&messages)
    })?;
    let summary = &mut result.summary;
    summary.duration_ms = watch.millis();
    summary.interrupted = interrupt.is_set();
    tell(reports, &RunEvent::RunFinished { summary: *summary })?;
    Ok(result)
}

/// Where everything that happens comes in.
struct Desk<'a> {
    settings: &'a RunSettings,
    reports: &'a mut [Box<dyn Report>],
    live: Option<Box<dyn Live>>,
    /// Stops the threads that run files.
    stop: &'a Interrupt,
    result: &'a mut RunResult,
}

impl Desk<'_> {
    /// Takes messages until all files have ended.
    fn receive(&mut self, messages: &Receiver<Message<'_>>) -> io::Result<()> {
        let mut written = Ok(());
        loop {
            let message = match &mut self.live {
                None => messages.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Some(live) => {
                    live.show(&self.result.summary);
                    messages.recv_timeout(TICK)
                }
            };
            match message {
                Ok(message) if written.is_ok() => {
                    written = self.take(message);
                    if written.is_err() {
                        self.stop.set();
                    }
                }
                Ok(_) | Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => break,
            }
        }
        if let Some(live) = &mut self.live {
            live.hide();
        }
        written
    }

    fn take(&mut self, message: Message<'_>) -> io::Result<()> {
        match message {
            Message::Started(name) => self.live.iter_mut().for_each(|live| live.started(name)),
            Message::Tested { name, failed } => self.live.iter_mut().for_each(|live| live.tested(name, failed)),
            Message::Ended { path, name, end } => {
                if let Some(live) = &mut self.live {
                    live.ended(name);
                    live.hide();
                }
                self.result.tags.extend(end.tags);
                self.result.clauses.extend(end.clauses);
                self.result.reads.extend(end.is_whole.then(|| (path.to_owned(), end.reads)));
                for event in &end.events {
                    count(&mut self.result.summary, event);
                    tell(self.reports, event)?;
                }
                let summary = &mut self.result.summary;
                if self.settings.options.bail && summary.failed + summary.broken_files > 0 {
                    summary.bailed = true;
                    self.stop.set();
                }
            }
        }
        Ok(())
    }
}

fn count(summary: &mut Summary, event: &RunEvent) {
    match event {
        RunEvent::Test(report) => summary.count(report),
        RunEvent::FileFinished { load_failure, .. } => {
            summary.files_done += 1;
            summary.broken_files += usize::from(load_failure.is_some());
            summary.has_bug |= load_failure.as_ref().is_some_and(|failure| failure.kind == FailureKind::Bug);
        }
        _ => {}
    }
}

fn tell(reports: &mut [Box<dyn Report>], event: &RunEvent) -> io::Result<()> {
    reports.iter_mut().try_for_each(|report| report.event(event))
}

/// A file as people name it: from the root on, where it is inside.
fn shown(file: &Path, root: &Path) -> String {
    file.strip_prefix(root).unwrap_or(file).display().to_string()
}
