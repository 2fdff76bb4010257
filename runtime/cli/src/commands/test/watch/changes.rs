//! Files that change while a run is watched.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;

use notify::event::{CreateKind, EventKind};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};

use super::Stimulus;

/// Watches folders, each for itself: below them there are folders that nobody wants to hear of.
pub(super) struct Changes {
    watcher: RecommendedWatcher,
    watched: BTreeSet<PathBuf>,
}

impl Changes {
    /// Tells changes to `sender`.
    ///
    /// # Errors
    /// Where the system cannot watch files.
    pub(super) fn listen(sender: Sender<Stimulus>) -> notify::Result<Self> {
        let hear = move |event: notify::Result<Event>| {
            let stimulus = match event {
                Ok(event) if event.need_rescan() => Stimulus::Lost,
                Ok(Event { kind: EventKind::Access(_), .. }) => return,
                Ok(Event { kind: EventKind::Create(CreateKind::Folder), paths, .. }) => Stimulus::Folders(paths),
                Ok(event) => Stimulus::Changed(event.paths),
                Err(_) => Stimulus::Lost,
            };
            // Nobody listens any more when the process ends.
            let _ = sender.send(stimulus);
        };
        Ok(Self { watcher: notify::recommended_watcher(hear)?, watched: BTreeSet::new() })
    }

    /// Watches a folder and those below it, but for `node_modules` and hidden ones; or the folder of a file.
    ///
    /// # Errors
    /// Where one of them cannot be watched; the message says what to do.
    pub(super) fn add(&mut self, path: &Path) -> notify::Result<()> {
        if !path.is_dir() {
            return path.parent().map_or(Ok(()), |folder| self.one(folder));
        }
        self.one(path)?;
        for entry in path.read_dir().into_iter().flatten().flatten() {
            let name = entry.file_name();
            let is_wanted = name != "node_modules" && !name.as_encoded_bytes().starts_with(b".");
            // Links to folders are not followed: they may lead in circles.
            if is_wanted && entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                self.add(&entry.path())?;
            }
        }
        Ok(())
    }

    fn one(&mut self, folder: &Path) -> notify::Result<()> {
        if self.watched.contains(folder) {
            return Ok(());
        }
        match self.watcher.watch(folder, RecursiveMode::NonRecursive) {
            Ok(()) => drop(self.watched.insert(folder.to_owned())),
            // It is gone again.
            Err(cause) if matches!(cause.kind, notify::ErrorKind::PathNotFound) => {}
            Err(cause) => return Err(cause),
        }
        Ok(())
    }

    /// A folder was removed: one that takes its name is another one.
    pub(super) fn forget(&mut self, folder: &Path) {
        if self.watched.remove(folder) {
            // The system has forgotten it already.
            let _ = self.watcher.unwatch(folder);
        }
    }
}
