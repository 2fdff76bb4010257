//! One file from its first worker to its last: tests go on after a crash, and failed ones are tried again.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitStatus;
use std::time::Duration;

use crate::event::{Outcome, RunEvent, TestReport};
use crate::protocol::{Failure, FailureKind, Request, TestInfo, TestMode, VERSION, Verdict, WorkerEvent};
use crate::run::Interrupt;
use crate::settings::RunSettings;
use crate::stopwatch::Stopwatch;
use crate::worker::{News, Worker};

/// Runs the tests of `file`, called `name` by people, and tells each event to `tell`.
pub(crate) fn run(settings: &RunSettings, file: &Path, name: &str, interrupt: &Interrupt, tell: &dyn Fn(RunEvent)) {
    let watch = Stopwatch::start();
    let mut course = Course { settings, file, tests: None, ended: BTreeMap::new(), loose: Vec::new(), load: None };
    course.run_all(interrupt);
    for _ in 0..settings.retries {
        if !course.retry(interrupt) {
            break;
        }
    }
    let Course { tests, ended, loose, load, .. } = course;
    for (id, test) in tests.into_iter().flatten().enumerate() {
        if let Some(report) = report(name, id, test, ended.get(&id)) {
            tell(RunEvent::Test(Box::new(report)));
        }
    }
    let duration_ms = watch.millis();
    tell(RunEvent::FileFinished { file: name.to_owned(), duration_ms, load_failure: load, console: loose });
}

/// A test that was run.
#[derive(Default)]
struct Ended {
    attempts: u32,
    verdict: Verdict,
    console: Vec<String>,
}

struct Course<'a> {
    settings: &'a RunSettings,
    file: &'a Path,
    tests: Option<Vec<TestInfo>>,
    ended: BTreeMap<usize, Ended>,
    /// What was printed outside of tests.
    loose: Vec<String>,
    load: Option<Failure>,
}

/// How a worker ended.
enum WorkerEnd {
    /// Orderly, or there is no sense in another one.
    Done,
    /// It died in the middle: what is left needs another one.
    Died,
}

impl Course<'_> {
    fn run_all(&mut self, interrupt: &Interrupt) {
        // Each worker that dies has ended at least one test, or the file.
        while let WorkerEnd::Died = self.worker(None, interrupt) {}
    }

    /// Tries the failed tests again; `false` where there are none.
    fn retry(&mut self, interrupt: &Interrupt) -> bool {
        let failed: Vec<usize> =
            self.ended.iter().filter(|(_, ended)| !ended.verdict.failures.is_empty()).map(|(id, _)| *id).collect();
        if failed.is_empty() || self.load.is_some() {
            return false;
        }
        let mut left = failed;
        while !left.is_empty() {
            let before = self.attempts();
            if let WorkerEnd::Done = self.worker(Some(left.clone()), interrupt) {
                break;
            }
            let after = self.attempts();
            left.retain(|id| before.get(id) == after.get(id));
        }
        true
    }

    fn attempts(&self) -> BTreeMap<usize, u32> {
        self.ended.iter().map(|(id, ended)| (*id, ended.attempts)).collect()
    }

    /// Runs one worker, on the tests that were not run or on those of `only`.
    fn worker(&mut self, only: Option<Vec<usize>>, interrupt: &Interrupt) -> WorkerEnd {
        let mut options = self.settings.options.clone();
        match only {
            Some(only) => options.filter.only = Some(only),
            None => options.skip.extend(self.ended.keys()),
        }
        let limit = self.settings.silence;
        let request = Request { version: VERSION, file: self.file.display().to_string(), options };
        let worker = match Worker::start(&self.settings.worker, &request) {
            Ok(worker) => worker,
            Err(cause) => {
                self.load = Some(Failure::new(FailureKind::Crash, format!("cannot start a worker: {cause}")));
                return WorkerEnd::Done;
            }
        };
        let mut running: Option<(usize, Ended)> = None;
        let before = self.attempts();
        let mut silence = Stopwatch::start();
        let why = loop {
            if interrupt.is_set() {
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
                    worker.end(false);
                    return WorkerEnd::Done;
                }
                News::Event(event) => self.event(event, &mut running),
                News::Silence if silence.elapsed() < limit => {}
                News::Silence => {
                    worker.end(true);
                    break format!(
                        "the script did not come back within {}: look for an endless loop, or for a call that takes very long; \
                         its process was killed",
                        seconds(limit)
                    );
                }
                News::Garbage(text) => {
                    worker.end(true);
                    break format!("the worker wrote what is no event: {text}");
                }
                News::Ended => {
                    let (status, stderr) = worker.end(false);
                    if running.is_none() && before != self.attempts() {
                        // It gave up after a test, and has told why; the others need another process.
                        return WorkerEnd::Died;
                    }
                    break crash(status, &stderr);
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
            WorkerEvent::Finished {} => {}
        }
    }

    fn keep(&mut self, id: usize, ended: Ended) {
        let attempts = self.ended.get(&id).map_or(0, |before| before.attempts) + 1;
        self.ended.insert(id, Ended { attempts, ..ended });
    }

    /// The test that was running has failed; without one the file has.
    fn died(&mut self, why: String, running: Option<(usize, Ended)>) -> WorkerEnd {
        let mut failure = Failure::new(FailureKind::Crash, why);
        let Some((id, mut ended)) = running else {
            self.load = Some(failure);
            return WorkerEnd::Done;
        };
        failure.site = self.tests.as_ref().and_then(|tests| tests.get(id)?.site.clone());
        ended.verdict.failures.push(failure);
        self.keep(id, ended);
        WorkerEnd::Died
    }
}

fn report(name: &str, id: usize, test: TestInfo, ended: Option<&Ended>) -> Option<TestReport> {
    let outcome = match (test.mode, ended) {
        (TestMode::Run, Some(ended)) if !ended.verdict.failures.is_empty() => Outcome::Failed,
        (TestMode::Run, Some(ended)) if ended.attempts > 1 => Outcome::Flaky,
        (TestMode::Run, Some(_)) => Outcome::Passed,
        (TestMode::Skip | TestMode::OnlyExcluded, _) => Outcome::Skipped,
        (TestMode::Todo, _) => Outcome::Todo,
        // It was not reached: interrupted, or stopped by an earlier failure.
        (TestMode::Run, None) => Outcome::Skipped,
        (TestMode::Filtered, _) => return None,
    };
    let (verdict, attempts, console) =
        ended.map(|ended| (ended.verdict.clone(), ended.attempts, ended.console.clone())).unwrap_or_default();
    Some(TestReport { file: name.to_owned(), id, test, outcome, verdict, attempts, console })
}

fn seconds(duration: Duration) -> String {
    format!("{} s", duration.as_secs_f64())
}

/// What happened to a worker that ended in the middle.
fn crash(status: Option<ExitStatus>, stderr: &str) -> String {
    let last = stderr.lines().rfind(|line| !line.trim().is_empty()).unwrap_or_default();
    if stderr.contains("memory allocation of") {
        return format!("the process ran out of memory ({last}); --max-memory sets the limit");
    }
    if stderr.contains("has overflowed its stack") {
        return "the native stack overflowed: look for very deep nesting or recursion through built-in functions"
            .to_owned();
    }
    let how = status.map_or_else(|| "in an unknown way".to_owned(), |status| status.to_string());
    let last = if last.is_empty() { String::new() } else { format!("; it said: {last}") };
    format!("the process ended in the middle of it ({how}){last}")
}
