//! `--watch`: runs the tests, and runs again what a change matters to, until somebody ends it.

mod affected;
mod changes;
mod keys;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use clap::ArgMatches;
use minihost_runner::{Interrupt, Reads};

use self::affected::affected;
use self::changes::Changes;
use self::keys::Keys;
use super::round::{Round, Which, round};
use super::settings::settings;
use super::{Refusal, Stop};
use crate::exit::Exit;
use crate::report;

/// Changes that come this soon after another belong together: editors write more than one file.
const QUIET: Duration = Duration::from_millis(50);

/// What a watching run reacts to.
enum Stimulus {
    Key(u8),
    Changed(Vec<PathBuf>),
    /// New folders, with whatever is in them.
    Folders(Vec<PathBuf>),
    /// The system has lost count of changes.
    Lost,
    /// SIGINT or SIGTERM.
    Signal,
    /// The terminal is gone.
    Hangup,
    Ended(Result<Round, Refusal>),
}

/// Runs until a key or a signal ends it.
///
/// # Errors
/// Where the first run cannot begin, or files cannot be watched.
pub(super) fn watch(matches: &ArgMatches, stop: &Stop) -> Result<Exit, Refusal> {
    let (sender, stimuli) = channel();
    let cannot = |cause: notify::Error| (format!("--watch: cannot watch files: {cause}"), Exit::Environment);
    let changes = Changes::listen(sender.clone()).map_err(cannot)?;
    let signals = sender.clone();
    // Nobody listens any more where this fails.
    let on_signal = move || drop(signals.send(Stimulus::Signal));
    stop.listen(on_signal).map_err(|cause| (format!("cannot listen for signals: {cause}"), Exit::Environment))?;
    let keys = Keys::listen(&sender);
    let named = matches.get_many::<PathBuf>("path").into_iter().flatten().cloned().collect();
    let mut watching = Watching {
        matches,
        stop,
        sender,
        stimuli,
        changes,
        has_keys: keys.is_some(),
        named,
        changed: BTreeSet::new(),
        unfinished: BTreeSet::new(),
        reads: BTreeMap::new(),
    };
    let exit = watching.run();
    drop(keys);
    exit
}

/// What is to be done next.
enum Next {
    Run(Which),
    Quit(Exit),
}

struct Watching<'a> {
    matches: &'a ArgMatches,
    stop: &'a Stop,
    sender: Sender<Stimulus>,
    stimuli: Receiver<Stimulus>,
    changes: Changes,
    has_keys: bool,
    /// The paths of the command line.
    named: Vec<PathBuf>,
    /// What has changed and was not looked at yet.
    changed: BTreeSet<PathBuf>,
    /// Files of an interrupted run that have not ended.
    unfinished: BTreeSet<PathBuf>,
    /// What each test file has read when it ran last.
    reads: BTreeMap<PathBuf, Reads>,
}

impl Watching<'_> {
    fn run(&mut self) -> Result<Exit, Refusal> {
        let mut which = if self.matches.get_flag("last-failed") { Which::Failed } else { Which::All };
        let mut is_first = true;
        loop {
            let roots = if self.named.is_empty() { vec![PathBuf::from(".")] } else { self.named.clone() };
            for root in roots {
                self.add(root.canonicalize().unwrap_or(root));
            }
            let next = match self.round(&which) {
                Ok(next) => next,
                Err(refusal) if is_first => return Err(refusal),
                Err((message, exit)) => {
                    report::refuse(&message, exit);
                    None
                }
            };
            is_first = false;
            let next = match next {
                Some(next) => next,
                None => {
                    self.invite();
                    self.wait(&which)
                }
            };
            match next {
                Next::Run(again) => which = again,
                Next::Quit(exit) => return Ok(exit),
            }
        }
    }

    /// One run, which a change or a key interrupts; what to do then, if that is known already.
    fn round(&mut self, which: &Which) -> Result<Option<Next>, Refusal> {
        let mut settings = settings(self.matches)?;
        settings.options.tells_reads = true;
        let planned: BTreeSet<PathBuf> = match which {
            Which::Files(files) => files.clone(),
            _ => settings.files.iter().cloned().collect(),
        };
        let interrupt = Interrupt::default();
        let (matches, sender) = (self.matches, self.sender.clone());
        thread::scope(|scope| {
            let inner = interrupt.clone();
            scope.spawn(move || {
                let ended = round(matches, settings, which, &inner);
                // The receiver waits for it.
                let _ = sender.send(Stimulus::Ended(ended));
            });
            let mut next = None;
            loop {
                let Ok(stimulus) = self.stimuli.recv() else { return Ok(Some(Next::Quit(Exit::Internal))) };
                match stimulus {
                    Stimulus::Ended(ended) => {
                        let ended = ended?;
                        self.unfinished.retain(|file| !ended.result.reads.contains_key(file));
                        if ended.result.summary.interrupted {
                            let left = planned.into_iter().filter(|file| !ended.result.reads.contains_key(file));
                            self.unfinished.extend(left);
                        }
                        self.reads.extend(ended.result.reads);
                        self.watch_programs();
                        // A key that was pressed goes before what changed.
                        return Ok(next.or_else(|| self.after_changes()));
                    }
                    other => {
                        let asked = self.asked(&other, which);
                        if asked.is_some() || self.notes(other) {
                            interrupt.set();
                        }
                        next = asked.or(next);
                    }
                }
            }
        })
    }

    /// Waits for something to do.
    fn wait(&mut self, last: &Which) -> Next {
        loop {
            let Ok(stimulus) = self.stimuli.recv() else { return Next::Quit(Exit::Internal) };
            if let Some(next) = self.asked(&stimulus, last) {
                return next;
            }
            if self.notes(stimulus)
                && let Some(next) = self.after_changes()
            {
                return next;
            }
        }
    }

    /// What a key or a signal asks for.
    fn asked(&mut self, stimulus: &Stimulus, last: &Which) -> Option<Next> {
        match stimulus {
            Stimulus::Key(b'a') => Some(Next::Run(Which::All)),
            Stimulus::Key(b'f') => Some(Next::Run(Which::Failed)),
            Stimulus::Key(b'\r' | b'\n') => Some(Next::Run(last.clone())),
            // Ctrl-D, and Ctrl-C where the terminal makes no signal of it.
            Stimulus::Key(b'q' | 4) | Stimulus::Hangup => Some(Next::Quit(Exit::Clean)),
            Stimulus::Key(3) => Some(Next::Quit(Exit::Interrupted)),
            Stimulus::Signal => Some(Next::Quit(self.stop.exit())),
            _ => None,
        }
    }

    /// Notes what changed; whether it matters to any test file.
    fn notes(&mut self, stimulus: Stimulus) -> bool {
        match stimulus {
            Stimulus::Changed(paths) => {
                for path in paths {
                    if !path.exists() {
                        self.changes.forget(&path);
                    }
                    self.changed.insert(path);
                }
            }
            Stimulus::Folders(folders) => {
                for folder in folders {
                    self.add(folder.clone());
                    self.changed.extend(minihost_runner::discover(&[folder]).unwrap_or_default());
                }
            }
            Stimulus::Lost => self.changed.extend(self.reads.keys().cloned()),
            _ => return false,
        }
        let tests = settings(self.matches).map(|settings| settings.files).unwrap_or_default();
        !affected(&self.changed, &tests, &self.reads).is_empty()
    }

    /// The run that the changes so far ask for, once they have come to an end.
    fn after_changes(&mut self) -> Option<Next> {
        if self.changed.is_empty() {
            return None;
        }
        let mut asked = None;
        while let Ok(stimulus) = self.stimuli.recv_timeout(QUIET) {
            if let Some(next) = self.asked(&stimulus, &Which::All) {
                asked = Some(next);
                break;
            }
            self.notes(stimulus);
        }
        let changed = std::mem::take(&mut self.changed);
        if asked.is_some() {
            return asked;
        }
        let tests = settings(self.matches).map(|settings| settings.files).unwrap_or_default();
        self.reads.retain(|file, _| file.exists());
        let mut files = affected(&changed, &tests, &self.reads);
        if files.is_empty() {
            return None;
        }
        files.extend(std::mem::take(&mut self.unfinished).into_iter().filter(|file| file.exists()));
        Some(Next::Run(Which::Files(files)))
    }

    fn add(&mut self, path: PathBuf) {
        if let Err(cause) = self.changes.add(&path) {
            report::note(&format!("changes below {} are not seen: {cause}", path.display()));
        }
    }

    /// Programs and modules may lie outside of the folders of the tests.
    fn watch_programs(&mut self) {
        let all = self.reads.values().flat_map(|reads| reads.folders.iter().chain(&reads.files));
        for path in all.cloned().collect::<Vec<_>>() {
            self.add(path);
        }
    }

    fn invite(&self) {
        let keys = if self.has_keys { "a: all, f: failed only, Enter: again, q: quit" } else { "Ctrl-C ends it" };
        // A closed pipe ends nothing here: what fails is told by the next report.
        let _ = writeln!(anstream::stdout(), "\nwatching for changes  {keys}").and_then(|()| io::stdout().flush());
    }
}
