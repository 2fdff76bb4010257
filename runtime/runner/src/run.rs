//! A whole run: files go to workers as these become free, and everything that happens becomes one stream of events.

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::channel;
use std::thread;

use crate::event::{RunEvent, STREAM_VERSION, Summary};
use crate::file;
use crate::report::Report;
use crate::settings::RunSettings;
use crate::shuffle::shuffle;
use crate::stopwatch::Stopwatch;

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

/// Runs all files and tells every event to every report.
///
/// # Errors
/// Where a report cannot be written.
pub fn run(settings: &RunSettings, reports: &mut [Box<dyn Report>], interrupt: &Interrupt) -> io::Result<Summary> {
    let watch = Stopwatch::start();
    let mut files: Vec<_> = settings.files.iter().enumerate().collect();
    files.retain(|(place, _)| settings.shard.is_none_or(|shard| shard.has(*place)));
    let mut files: Vec<_> = files.into_iter().map(|(_, file)| (file, shown(file, &settings.root))).collect();
    if settings.options.shuffle {
        shuffle(&mut files, settings.options.seed);
    }
    let mut summary = Summary { files: files.len(), ..Summary::default() };
    let names = files.iter().map(|(_, name)| name.clone()).collect();
    let first = RunEvent::RunStarted { version: STREAM_VERSION, files: names, seed: settings.options.seed };
    tell(reports, &first)?;
    let next = AtomicUsize::new(0);
    let stop = interrupt.clone();
    thread::scope(|scope| -> io::Result<()> {
        let (sender, events) = channel();
        for _ in 0..settings.jobs.clamp(1, files.len().max(1)) {
            let (sender, files, next, stop) = (sender.clone(), &files, &next, stop.clone());
            scope.spawn(move || {
                while let Some((file, name)) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if stop.is_set() {
                        return;
                    }
                    // Events of one file come together: files that run at the same time do not mix in reports.
                    let collected = std::cell::RefCell::new(Vec::new());
                    file::run(settings, file, name, &stop, &|event| collected.borrow_mut().push(event));
                    // The receiver lives until all of these have ended, or a report could not be written.
                    let _ = sender.send(collected.into_inner());
                }
            });
        }
        drop(sender);
        let mut written = Ok(());
        for event in events.into_iter().flatten() {
            count(&mut summary, &event);
            if settings.options.bail && summary.failed > 0 {
                stop.set();
            }
            if written.is_ok() {
                written = tell(reports, &event);
            }
        }
        written
    })?;
    summary.duration_ms = watch.millis();
    summary.interrupted = interrupt.is_set() && !(settings.options.bail && summary.failed > 0);
    tell(reports, &RunEvent::RunFinished { summary })?;
    Ok(summary)
}

fn count(summary: &mut Summary, event: &RunEvent) {
    match event {
        RunEvent::Test(report) => summary.count(report),
        RunEvent::FileFinished { load_failure: Some(_), .. } => summary.broken_files += 1,
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
