//! `--last-failed`: where it is kept which tests failed when they ran last.
//!
//! In the user's cache folder, a file for each folder that tests are run in: a run leaves nothing in the project that
//! would have to be ignored by version control.

use std::cell::RefCell;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use clap::ArgMatches;
use minihost_runner::{LastFailed, Report, RunSettings};

use crate::paths;
use crate::report;

/// What is known of earlier runs in this folder, and where it is kept.
pub(super) struct Memory {
    path: PathBuf,
    /// What the file holds; nothing where there is none.
    kept: Option<LastFailed>,
    known: Rc<RefCell<LastFailed>>,
}

impl Memory {
    /// What earlier runs in `root` have left.
    #[expect(clippy::disallowed_methods, reason = "the binary reads what it has kept for itself")]
    pub(super) fn open(root: &Path) -> Self {
        let path = paths::cache_folder().join("last-failed").join(file_name(root));
        let kept = fs::read_to_string(&path).ok().and_then(|text| LastFailed::parse(&text, root));
        let known = kept.clone().unwrap_or_else(|| LastFailed::none(root.to_owned()));
        Self { path, kept, known: Rc::new(RefCell::new(known)) }
    }

    /// Leaves in `settings` what failed last; all of it where nothing is known yet. Says on stderr what is done where
    /// that is not what was expected. Returns whether there is nothing to run.
    pub(super) fn select(&self, settings: &mut RunSettings) -> bool {
        if self.kept.is_none() {
            report::note("no earlier run in this folder is known, so all tests run");
            return false;
        }
        let mut selection = self.known.borrow().selection();
        settings.files.retain(|file| selection.contains_key(file));
        if settings.files.is_empty() {
            report::note("no test failed when it ran last; there is nothing to run again");
            return true;
        }
        let files = settings.files.iter();
        settings.selected = files.filter_map(|file| Some((file.clone(), selection.remove(file)??))).collect();
        false
    }

    /// A report that keeps what is known up to date.
    pub(super) fn recorder(&self, matches: &ArgMatches) -> Box<dyn Report> {
        let sees_all = !["filter", "tag", "clause"].iter().any(|name| matches.contains_id(name));
        LastFailed::recorder(&self.known, sees_all)
    }

    /// Keeps what is known for the next run.
    pub(super) fn keep(&mut self) {
        let known = self.known.borrow();
        if self.kept.as_ref() == Some(&*known) {
            return;
        }
        match write(&self.path, &known.to_text()) {
            Ok(()) => self.kept = Some(known.clone()),
            Err(cause) => report::note(&format!(
                "--last-failed will not know of this run: cannot write {}: {cause}",
                self.path.display()
            )),
        }
    }
}

/// Whole or not at all: another run may read it meanwhile.
fn write(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let fresh = path.with_extension(std::process::id().to_string());
    fs::write(&fresh, text)?;
    fs::rename(&fresh, path)
}

/// A name that no other folder has: its own, so that people find it, and a hash of the whole path (FNV-1a).
fn file_name(root: &Path) -> String {
    let hash = root
        .as_os_str()
        .as_encoded_bytes()
        .iter()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3));
    let name: String =
        root.file_name().map(|name| name.to_string_lossy().chars().take(60).collect()).unwrap_or_default();
    format!("{name}-{hash:016x}.json")
}
