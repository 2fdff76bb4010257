//! Which tests failed when they ran last, from run to run: what `--last-failed` runs.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use serde::{Deserialize, Serialize};

use crate::event::{Outcome, RunEvent, Summary};
use crate::protocol::{TestMode, full_name};
use crate::report::Report;

/// The version of what is kept.
const VERSION: u32 = 1;

/// What failed in each file when it ran last. A test that a run does not reach, because of a filter, a shard or an
/// interrupt, stays as it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastFailed {
    version: u32,
    /// The folder that the runs were started in.
    root: PathBuf,
    files: BTreeMap<PathBuf, Failed>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Failed {
    /// None of its tests could run.
    All,
    /// These, by their full names.
    Tests(BTreeSet<String>),
}

impl LastFailed {
    /// Nothing has run yet in the folder `root`.
    #[must_use]
    pub const fn none(root: PathBuf) -> Self {
        Self { version: VERSION, root, files: BTreeMap::new() }
    }

    /// Reads what [`LastFailed::to_text`] has written; nothing where that is something else, or of another folder.
    #[must_use]
    pub fn parse(text: &str, root: &Path) -> Option<Self> {
        let known: Self = serde_json::from_str(text).ok()?;
        (known.version == VERSION && known.root == root).then_some(known)
    }

    /// A line to keep.
    #[must_use]
    pub fn to_text(&self) -> String {
        // Paths that are no Unicode cannot be kept; what is lost is a convenience.
        serde_json::to_string(self).map(|text| text + "\n").unwrap_or_default()
    }

    /// Whether nothing has failed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// The files that have something to run again, and which tests; all, where a file could not be loaded.
    #[must_use]
    pub fn selection(&self) -> BTreeMap<PathBuf, Option<Vec<String>>> {
        let tests = |failed: &Failed| match failed {
            Failed::All => None,
            Failed::Tests(names) => Some(names.iter().cloned().collect()),
        };
        self.files.iter().map(|(file, failed)| (file.clone(), tests(failed))).collect()
    }

    /// A report that brings `known` up to date; with `sees_all`, a run without filters: tests that are not there any
    /// more are forgotten.
    #[must_use]
    pub fn recorder(known: &Rc<RefCell<Self>>, sees_all: bool) -> Box<dyn Report> {
        Box::new(Recorder { known: Rc::clone(known), sees_all, files: BTreeMap::new() })
    }
}

/// What a run has told of a file.
#[derive(Default)]
struct Told {
    failed: BTreeSet<String>,
    /// Tests that passed, or are not to run any more.
    fine: BTreeSet<String>,
    /// Tests that were not reached.
    unknown: BTreeSet<String>,
    has_ended: bool,
    is_broken: bool,
}

struct Recorder {
    known: Rc<RefCell<LastFailed>>,
    sees_all: bool,
    files: BTreeMap<String, Told>,
}

impl Recorder {
    fn update(&mut self, summary: &Summary) {
        let mut known = self.known.borrow_mut();
        // A name that nothing was told of is gone only where everything was told.
        let forgets = self.sees_all && !summary.interrupted && !summary.bailed;
        for (file, told) in std::mem::take(&mut self.files) {
            let path = known.root.join(&file);
            if told.is_broken {
                known.files.insert(path, Failed::All);
                continue;
            }
            let heard_nothing = told.failed.is_empty() && told.fine.is_empty();
            let before = match known.files.remove(&path) {
                Some(Failed::All) if !told.has_ended || heard_nothing && !forgets => {
                    known.files.insert(path, Failed::All);
                    continue;
                }
                Some(Failed::All) | None => BTreeSet::new(),
                Some(Failed::Tests(names)) => names,
            };
            let stays = |name: &String| !told.fine.contains(name) && (!forgets || told.unknown.contains(name));
            let names: BTreeSet<_> = before.into_iter().filter(stays).chain(told.failed).collect();
            if !names.is_empty() {
                known.files.insert(path, Failed::Tests(names));
            }
        }
    }
}

impl Report for Recorder {
    fn event(&mut self, event: &RunEvent) -> io::Result<()> {
        match event {
            RunEvent::RunStarted { .. } => {}
            RunEvent::Test(test) => {
                let told = self.files.entry(test.file.clone()).or_default();
                let is_unreached = test.outcome == Outcome::Skipped && test.test.mode == TestMode::Run;
                let list = match test.outcome {
                    Outcome::Failed => &mut told.failed,
                    _ if is_unreached => &mut told.unknown,
                    _ => &mut told.fine,
                };
                list.insert(full_name(&test.test.titles));
            }
            RunEvent::FileFinished { file, load_failure, .. } => {
                let told = self.files.entry(file.clone()).or_default();
                told.has_ended = true;
                told.is_broken = load_failure.is_some();
            }
            RunEvent::RunFinished { summary } => self.update(summary),
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::TestReport;
    use crate::protocol::{Failure, FailureKind, TestInfo, Verdict};

    fn test(name: &str, outcome: Outcome) -> RunEvent {
        let mode = TestMode::Run;
        let test = TestInfo { titles: vec![name.to_owned()], tags: vec![], clauses: vec![], site: None, mode };
        let (file, verdict) = ("a.test.js".to_owned(), Verdict::default());
        let (earlier, console) = (Vec::new(), Vec::new());
        let report =
            TestReport { file, id: 0, test, outcome, verdict, attempts: 1, earlier, console, order: None, orders: 0 };
        RunEvent::Test(Box::new(report))
    }

    fn ended(broken: bool) -> RunEvent {
        let load_failure = broken.then(|| Failure::new(FailureKind::Thrown, "no"));
        RunEvent::FileFinished { file: "a.test.js".to_owned(), duration_ms: 0.0, load_failure, console: Vec::new() }
    }

    /// What is known after a run; `None` where all tests of the file are to run again.
    fn after(known: &Rc<RefCell<LastFailed>>, sees_all: bool, events: Vec<RunEvent>, summary: Summary) -> Vec<String> {
        let mut recorder = LastFailed::recorder(known, sees_all);
        for event in events.into_iter().chain([RunEvent::RunFinished { summary }]) {
            recorder.event(&event).unwrap();
        }
        let selection = known.borrow().selection();
        let names = selection.get(Path::new("/p/a.test.js"));
        names.map_or_else(Vec::new, |names| names.clone().unwrap_or_else(|| vec!["(all)".to_owned()]))
    }

    #[test]
    fn a_run_changes_only_what_it_has_run() {
        let known = Rc::new(RefCell::new(LastFailed::none(PathBuf::from("/p"))));
        let run = |sees_all, events, summary| after(&known, sees_all, events, summary);
        let plain = Summary::default();
        assert_eq!(
            run(true, vec![test("a", Outcome::Failed), test("b", Outcome::Failed), ended(false)], plain),
            ["a", "b"]
        );
        // A filtered run that mends one does not forget the other.
        assert_eq!(run(false, vec![test("a", Outcome::Passed), ended(false)], plain), ["b"]);
        let interrupted = Summary { interrupted: true, ..plain };
        assert_eq!(run(true, vec![test("b", Outcome::Skipped), ended(false)], interrupted), ["b"]);
        assert_eq!(run(true, vec![ended(false)], interrupted), ["b"]);
        assert_eq!(run(true, vec![test("b", Outcome::Flaky), ended(false)], plain), [""; 0]);
        assert_eq!(run(true, vec![test("c", Outcome::Failed), ended(false)], plain), ["c"]);
        // It is not there any more.
        assert_eq!(run(true, vec![test("d", Outcome::Passed), ended(false)], plain), [""; 0]);
    }

    #[test]
    fn a_file_that_cannot_be_loaded_is_run_again_whole() {
        let known = Rc::new(RefCell::new(LastFailed::none(PathBuf::from("/p"))));
        let plain = Summary::default();
        assert_eq!(after(&known, true, vec![ended(true)], plain), ["(all)"]);
        assert_eq!(after(&known, false, vec![ended(false)], plain), ["(all)"]);
        assert_eq!(after(&known, true, vec![test("a", Outcome::Failed), ended(false)], plain), ["a"]);
        let text = known.borrow().to_text();
        assert_eq!(LastFailed::parse(&text, Path::new("/p")).as_ref(), Some(&*known.borrow()));
        assert_eq!(LastFailed::parse(&text, Path::new("/q")), None);
        assert_eq!(LastFailed::parse("nonsense", Path::new("/p")), None);
    }
}
