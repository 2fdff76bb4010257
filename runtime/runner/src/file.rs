//! One file from its first worker to its last: tests go on after a crash, and failed ones are tried again.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::ExitStatus;
use std::time::Duration;

use crate::event::{Outcome, RunEvent, TestReport};
use crate::order::{Explorer, Order};
use crate::probe::{self, Found};
use crate::protocol::{Failure, FailureKind, Request, TestInfo, TestMode, VERSION, Verdict, WorkerEvent};
use crate::run::Interrupt;
use crate::settings::RunSettings;
use crate::stopwatch::Stopwatch;
use crate::worker::{News, Worker};

/// The exit code of a worker in which minihost itself failed (EX_SOFTWARE of sysexits.h).
const BUG: i32 = 70;

/// What came of one file.
pub(crate) struct FileEnd {
    pub(crate) events: Vec<RunEvent>,
    /// The tags of its tests, wanted or not.
    pub(crate) tags: Vec<String>,
    /// The clauses of its tests.
    pub(crate) clauses: Vec<String>,
    pub(crate) reads: Reads,
    /// Whether it was not interrupted.
    pub(crate) is_whole: bool,
}

/// What a test file has read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reads {
    /// Scripts and data.
    pub files: BTreeSet<PathBuf>,
    /// Folders of programs that were launched.
    pub folders: BTreeSet<PathBuf>,
    /// Whether that may not be all: it could not be loaded, or its process died.
    pub is_partial: bool,
}

/// Runs the tests of `file`, called `name` by people, and tells `heard` of each test whether it failed. Any of `stops`
/// ends it.
pub(crate) fn run(
    settings: &RunSettings,
    file: &Path,
    name: &str,
    stops: &[Interrupt],
    heard: &dyn Fn(bool),
) -> FileEnd {
    let watch = Stopwatch::start();
    let mut course = Course {
        settings,
        file,
        stops,
        heard,
        tests: None,
        ended: BTreeMap::new(),
        loose: Vec::new(),
        load: None,
        reads: Reads::default(),
        exploring: None,
    };
    course.run_all();
    for _ in 0..settings.retries {
        if !course.retry() {
            break;
        }
    }
    if settings.explore > 0 && course.load.is_none() {
        course.explore();
    }
    let is_whole = !course.is_stopped();
    let Course { tests, mut ended, loose, load, mut reads, .. } = course;
    let tests = tests.unwrap_or_default();
    let tags = tests.iter().flat_map(|test| test.tags.clone()).collect();
    let clauses = tests.iter().flat_map(|test| test.clauses.clone()).collect();
    let reports = tests.into_iter().enumerate().filter_map(|(id, test)| report(name, id, test, ended.remove(&id)));
    let mut events: Vec<_> = reports.map(|report| RunEvent::Test(Box::new(report))).collect();
    let duration_ms = watch.millis();
    reads.is_partial |= load.is_some();
    events.push(RunEvent::FileFinished { file: name.to_owned(), duration_ms, load_failure: load, console: loose });
    FileEnd { events, tags, clauses, reads, is_whole }
}

/// A test that was run.
#[derive(Default)]
struct Ended {
    attempts: u32,
    verdict: Verdict,
    /// What went wrong in earlier attempts.
    earlier: Vec<Failure>,
    console: Vec<String>,
    /// The order in which it failed, where that is not the usual one.
    order: Option<Order>,
    /// In how many others it ran.
    orders: usize,
}

struct Course<'a> {
    settings: &'a RunSettings,
    file: &'a Path,
    stops: &'a [Interrupt],
    heard: &'a dyn Fn(bool),
    tests: Option<Vec<TestInfo>>,
    ended: BTreeMap<usize, Ended>,
    /// What was printed outside of tests.
    loose: Vec<String>,
    load: Option<Failure>,
    reads: Reads,
    /// While tests run in other orders: which ones, and what there is yet to explore.
    exploring: Option<Exploring>,
}

/// What is explored, by the indices of tests.
#[derive(Default)]
struct Exploring {
    explorers: BTreeMap<usize, Explorer>,
    /// The orders of this round.
    orders: BTreeMap<usize, Order>,
}

/// How a worker ended.
enum WorkerEnd {
    /// Orderly, or there is no sense in another one.
    Done,
    /// It died in the middle: what is left needs another one.
    Died,
}

impl Course<'_> {
    fn is_stopped(&self) -> bool {
        self.stops.iter().any(Interrupt::is_set)
    }

    fn run_all(&mut self) {
        // Each worker that dies has ended at least one test, or the file.
        while let WorkerEnd::Died = self.worker(None) {}
    }

    /// Tries the failed tests again; `false` where there are none.
    fn retry(&mut self) -> bool {
        let failed: Vec<usize> =
            self.ended.iter().filter(|(_, ended)| !ended.verdict.failures.is_empty()).map(|(id, _)| *id).collect();
        if failed.is_empty() || self.load.is_some() {
            return false;
        }
        let mut left = failed;
        while !left.is_empty() {
            let before = self.attempts();
            if let WorkerEnd::Done = self.worker(Some(left.clone())) {
                break;
            }
            let after = self.attempts();
            left.retain(|id| before.get(id) == after.get(id));
        }
        true
    }

    /// Runs each test that has passed in other orders of what is ready together, until one makes it fail, there are no more, or
    /// it has had as many as it may.
    fn explore(&mut self) {
        let passed = self.ended.iter().filter(|(_, ended)| ended.verdict.failures.is_empty());
        let explorer = |id: usize| Explorer::new(self.settings.explore, self.settings.options.seed ^ (id as u64) << 32);
        let explorers = passed.map(|(id, _)| (*id, explorer(*id))).collect();
        self.exploring = Some(Exploring { explorers, orders: BTreeMap::new() });
        while !self.is_stopped()
            && let Some(exploring) = &mut self.exploring
        {
            let next = |(id, explorer): (&usize, &mut Explorer)| Some((*id, explorer.next()?));
            exploring.orders = exploring.explorers.iter_mut().filter_map(next).collect();
            if exploring.orders.is_empty() {
                break;
            }
            // Each test that has ended is taken out, also where it took its worker with it.
            while let Some(left) =
                self.exploring.as_ref().map(|exploring| &exploring.orders).filter(|left| !left.is_empty())
            {
                let (ids, before): (Vec<_>, _) = (left.keys().copied().collect(), left.len());
                let end = self.worker(Some(ids));
                let after = self.exploring.as_ref().map_or(0, |exploring| exploring.orders.len());
                if matches!(end, WorkerEnd::Done) || before == after {
                    break;
                }
            }
        }
        self.exploring = None;
    }

    /// A test has ended in another order.
    fn explored(&mut self, id: usize, mut ended: Ended) {
        let Some(exploring) = &mut self.exploring else { return };
        let Some(order) = exploring.orders.remove(&id) else { return };
        let Some(before) = self.ended.get_mut(&id) else { return };
        let orders = before.orders + 1;
        if ended.verdict.failures.is_empty() {
            before.orders = orders;
            if let Some(explorer) = exploring.explorers.get_mut(&id) {
                explorer.learn(&order, &ended.verdict.choices);
            }
            return;
        }
        exploring.explorers.remove(&id);
        (self.heard)(true);
        (ended.attempts, ended.order, ended.orders) = (before.attempts, Some(order), orders);
        ended.earlier = std::mem::take(&mut before.earlier);
        *before = ended;
    }

    fn attempts(&self) -> BTreeMap<usize, u32> {
        self.ended.iter().map(|(id, ended)| (*id, ended.attempts)).collect()
    }

    /// How far the tests have come.
    fn progress(&self) -> (BTreeMap<usize, u32>, usize) {
        (self.attempts(), self.exploring.as_ref().map_or(0, |exploring| exploring.orders.len()))
    }

    /// Runs one worker, on the tests that were not run or on those of `only`.
    fn worker(&mut self, only: Option<Vec<usize>>) -> WorkerEnd {
        let mut options = self.settings.options.clone();
        match only {
            Some(only) => options.filter.only = Some(only),
            None => options.skip.extend(self.ended.keys()),
        }
        if let Some(exploring) = &self.exploring {
            options.orders.clone_from(&exploring.orders);
        }
        options.filter.among = self.settings.selected.get(self.file).cloned();
        let limit = self.settings.silence;
        let request = Request { version: VERSION, file: self.file.display().to_string(), options };
        let program = &self.settings.worker;
        let worker = match Worker::start(&self.settings.worker, &request) {
            Ok(worker) => worker,
            Err(cause) => {
                self.load = Some(Failure::new(FailureKind::Crash, format!("cannot start a worker: {cause}")));
                return WorkerEnd::Done;
            }
        };
        let mut running: Option<(usize, Ended)> = None;
        let before = self.progress();
        let mut silence = Stopwatch::start();
        let why = loop {
            if self.is_stopped() {
                worker.end(true);
                return WorkerEnd::Done;
            }
            // Short steps, so that an interrupt is seen; the silence is measured from the last event.
            let step = limit.saturating_sub(silence.elapsed()).min(Duration::from_millis(100));
            let news = worker.next(step);
            if !matches!(news, News::Silence) {
                silence = Stopwatch::start();
            }
            match news {
                News::Event(WorkerEvent::Finished {}) => {
                    // It has told everything. What it would do yet is to take its engine apart, piece by piece.
                    worker.end(true);
                    return WorkerEnd::Done;
                }
                News::Event(event) => self.event(event, &mut running),
                News::Silence if silence.elapsed() < limit => {}
                News::Silence => {
                    worker.end(true);
                    break silent(limit, probe::find(program, &request, limit, self.stops));
                }
                News::Garbage(text) => {
                    worker.end(true);
                    let why = format!("the worker wrote what is no event: {text}; this is a bug in minihost");
                    break Failure::new(FailureKind::Bug, why);
                }
                News::Ended => {
                    let (status, stderr) = worker.end(false);
                    if running.is_none() && before != self.progress() {
                        // It gave up after a test, and has told why; the others need another process.
                        return WorkerEnd::Died;
                    }
                    let mut failure = crash(status, &stderr);
                    if failure.kind == FailureKind::Crash
                        && let Some(what) = probe::last_entered(program, &request, limit, self.stops)
                    {
                        failure.message.push_str(&format!("; it was in {what}"));
                    }
                    break failure;
                }
            }
        };
        self.died(why, running)
    }

    fn event(&mut self, event: WorkerEvent, running: &mut Option<(usize, Ended)>) {
        match event {
            WorkerEvent::Collected { tests } => {
                self.tests.get_or_insert(tests);
            }
            WorkerEvent::LoadFailed { failure } => self.load = Some(failure),
            WorkerEvent::Read { files, folders } => {
                self.reads.files.extend(files.into_iter().map(PathBuf::from));
                self.reads.folders.extend(folders.into_iter().map(PathBuf::from));
            }
            WorkerEvent::TestStarted { id } => *running = Some((id, Ended::default())),
            WorkerEvent::Console { level, text } => {
                let line = if level == "log" { text } else { format!("{level}: {text}") };
                match running {
                    Some((_, ended)) => ended.console.push(line),
                    None => self.loose.push(line),
                }
            }
            WorkerEvent::TestFinished { id, verdict } => {
                let ended = running.take().filter(|(running, _)| *running == id).map(|(_, ended)| ended);
                self.keep(id, Ended { verdict, ..ended.unwrap_or_default() });
            }
            WorkerEvent::Entered { .. } | WorkerEvent::Finished {} => {}
        }
    }

    fn keep(&mut self, id: usize, ended: Ended) {
        if self.exploring.is_some() {
            return self.explored(id, ended);
        }
        (self.heard)(!ended.verdict.failures.is_empty());
        let before = self.ended.remove(&id).unwrap_or_default();
        let earlier = before.earlier.into_iter().chain(before.verdict.failures).collect();
        self.ended.insert(id, Ended { attempts: before.attempts + 1, earlier, ..ended });
    }

    /// The test that was running has failed; without one the file has.
    fn died(&mut self, why: Failure, running: Option<(usize, Ended)>) -> WorkerEnd {
        self.reads.is_partial = true;
        let mut failure = why;
        let Some((id, mut ended)) = running else {
            self.load = Some(failure);
            return WorkerEnd::Done;
        };
        let place = failure.site.take();
        failure.site = place.or_else(|| self.tests.as_ref().and_then(|tests| tests.get(id)?.site.clone()));
        ended.verdict.failures.push(failure);
        self.keep(id, ended);
        WorkerEnd::Died
    }
}

fn report(name: &str, id: usize, test: TestInfo, ended: Option<Ended>) -> Option<TestReport> {
    let outcome = match (test.mode, &ended) {
        (TestMode::Run, Some(ended)) if !ended.verdict.failures.is_empty() => Outcome::Failed,
        (TestMode::Run, Some(ended)) if ended.attempts > 1 => Outcome::Flaky,
        (TestMode::Run, Some(_)) => Outcome::Passed,
        (TestMode::Skip | TestMode::OnlyExcluded, _) => Outcome::Skipped,
        (TestMode::Todo, _) => Outcome::Todo,
        // It was not reached: interrupted, or stopped by an earlier failure.
        (TestMode::Run, None) => Outcome::Skipped,
        (TestMode::Filtered, _) => return None,
    };
    let Ended { attempts, verdict, earlier, console, order, orders } = ended.unwrap_or_default();
    let file = name.to_owned();
    Some(TestReport { file, id, test, outcome, verdict, attempts, earlier, console, order, orders })
}

/// A worker was killed because it did not come back: what it was doing.
fn silent(limit: Duration, found: Found) -> Failure {
    let begin = format!("the script did not come back within {}, and its process was killed", seconds(limit));
    let (message, here) = match found {
        Found::Here(failure) => {
            let what = failure.message.split_once("uncaught in ").and_then(|(_, rest)| rest.split_once(": "));
            let what = what.map(|(what, _)| what).filter(|what| !["a test", "a promise job"].contains(what));
            let place = what.map_or_else(String::new, |what| format!(" ({what})"));
            let doing = if failure.message.contains("recursive calls") {
                "calling itself again and again"
            } else if failure.message.contains("promise jobs") {
                "making promise jobs without end"
            } else if failure.message.contains("goes round without end") {
                "in a loop without end"
            } else if what.is_some_and(|what| what.starts_with("loading ")) {
                "in a loop without end, outside of functions"
            } else {
                // The engine tells of a loop only in which function it is.
                "in a loop without end, in the function that begins here"
            };
            (format!("{begin}; when it was run again, it was {doing}{place}"), Some(failure))
        }
        Found::Within(what) => {
            let what = what.map_or_else(String::new, |what| format!(", called from {what}"));
            let examples = "look for a regular expression that backtracks, or for a sort or a repeat that is too large";
            (format!("{begin}; when it was run again, it was within a built-in function{what}: {examples}"), None)
        }
        Found::Nowhere => (format!("{begin}; when it was run again it came back, so where it was is not known"), None),
    };
    let mut failure = Failure::new(FailureKind::Crash, message);
    if let Some(here) = here {
        (failure.site, failure.stack) = (here.site, here.stack);
    }
    failure
}

fn seconds(duration: Duration) -> String {
    format!("{} s", duration.as_secs_f64())
}

/// What happened to a worker that ended in the middle.
fn crash(status: Option<ExitStatus>, stderr: &str) -> Failure {
    let crash = |message: String| Failure::new(FailureKind::Crash, message);
    let last = stderr.lines().rfind(|line| !line.trim().is_empty()).unwrap_or_default();
    if stderr.contains("memory allocation of") {
        return crash(format!("the process ran out of memory ({last}); --max-memory sets the limit"));
    }
    if stderr.contains("has overflowed its stack") {
        return crash(
            "the native stack overflowed: look for very deep nesting or recursion through built-in functions"
                .to_owned(),
        );
    }
    let last = if last.is_empty() { String::new() } else { format!("; it said: {last}") };
    if status.and_then(|status| status.code()) == Some(BUG) {
        return Failure::new(FailureKind::Bug, format!("minihost itself failed in the middle of it{last}"));
    }
    let how = status.map_or_else(|| "in an unknown way".to_owned(), |status| status.to_string());
    crash(format!("the process ended in the middle of it ({how}){last}"))
}
