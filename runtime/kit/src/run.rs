//! Runs the tests of a file in their order, with the hooks around them.

use std::pin::Pin;
use std::rc::Rc;
use std::time::Duration;

use boa_engine::Context;
use minihost_runner::Stopwatch;
use minihost_runner::protocol::{ClockKind, Failure, FailureKind, Moment, TestInfo, TestMode, Verdict, WorkerEvent};
use minihost_runtime::Course;
use tokio::sync::oneshot;

use crate::call::{Call, call};
use crate::kit::Kit;
use crate::tree::{Hook, HookKind, Node};
use crate::{failure, label, leaks, mock, tools};

/// The most moments of one test that are told.
const MOST_MOMENTS: usize = 2_000;

/// Runs everything that is wanted. `early` is what went wrong before the first test: it is told with that one.
pub(crate) async fn run(kit: &Rc<Kit>, early: Vec<Failure>) {
    let tests = list(kit);
    kit.reporter.event(&WorkerEvent::Collected { tests: tests.clone() });
    if kit.options.list_only {
        return;
    }
    let mut run = Run { kit: Rc::clone(kit), tests, early, stopped: false };
    run.suite(0, Vec::new()).await;
}

/// The file's tests, each with what is to be done with it.
fn list(kit: &Kit) -> Vec<TestInfo> {
    let tree = kit.tree.borrow();
    let modes = tree
        .modes(|index, options| kit.options.filter.wants(index, &tree.titles(index), &options.tags, &options.clauses));
    let info = |(index, mode)| {
        let options = tree.options(index);
        let site = tree.tests[index].site.as_ref().map(|at| failure::site(at, None));
        TestInfo { titles: tree.titles(index), tags: options.tags, clauses: options.clauses, site, mode }
    };
    modes.into_iter().enumerate().map(info).collect()
}

struct Run {
    kit: Rc<Kit>,
    tests: Vec<TestInfo>,
    early: Vec<Failure>,
    /// After a failure with `bail`, or when the engine gave up.
    stopped: bool,
}

impl Run {
    /// Whether a test is to be run by this worker.
    fn is_due(&self, index: usize) -> bool {
        self.tests[index].mode == TestMode::Run && !self.kit.options.skip.contains(&index)
    }

    fn has_due(&self, suite: usize) -> bool {
        let children = self.kit.tree.borrow().suites[suite].children.clone();
        children.into_iter().any(|child| match child {
            Node::Test(index) => self.is_due(index),
            Node::Suite(inner) => self.has_due(inner),
        })
    }

    fn suite(&mut self, suite: usize, outer: Vec<Failure>) -> Pin<Box<dyn Future<Output = ()> + '_>> {
        Box::pin(async move {
            if !self.has_due(suite) {
                return;
            }
            // What a beforeAll throws makes every test of the suite fail.
            let mut broken = outer;
            broken.extend(self.hooks(&[suite], HookKind::BeforeAll).await);
            for child in self.order(suite) {
                if self.stopped {
                    break;
                }
                match child {
                    Node::Test(index) if self.is_due(index) => self.test(index, &broken).await,
                    Node::Test(_) => {}
                    Node::Suite(inner) => self.suite(inner, broken.clone()).await,
                }
            }
            let failures = self.hooks(&[suite], HookKind::AfterAll).await;
            for failure in failures {
                let text = format!("afterAll: {}", failure.message);
                self.kit.reporter.event(&WorkerEvent::Console { level: "error".to_owned(), text });
            }
        })
    }

    /// The suite's children in the order of the file, or in one that the seed decides.
    fn order(&self, suite: usize) -> Vec<Node> {
        let mut children = self.kit.tree.borrow().suites[suite].children.clone();
        if self.kit.options.shuffle {
            minihost_runner::shuffle(&mut children, self.kit.options.seed.wrapping_add(suite as u64));
        }
        children
    }

    async fn test(&mut self, index: usize, broken: &[Failure]) {
        let kit = Rc::clone(&self.kit);
        kit.reporter.event(&WorkerEvent::TestStarted { id: index });
        let watch = Stopwatch::start();
        let (path, options, function, row, fails) = {
            let tree = kit.tree.borrow();
            let test = &tree.tests[index];
            (tree.path(test.suite), tree.options(index), test.function.clone(), test.row.clone(), test.fails)
        };
        kit.begin(index);
        kit.begin_order(index);
        kit.history.restart(kit.program().now());
        let mut failures = std::mem::take(&mut self.early);
        failures.extend(broken.iter().cloned());
        if failures.is_empty() {
            failures.extend(self.hooks(&path, HookKind::BeforeEach).await);
        }
        if failures.is_empty()
            && let Some(function) = function
        {
            let wanted = function_length(&kit, &function).await;
            let takes_done = row.is_empty() && wanted > 0 || !row.is_empty() && wanted > row.len();
            let limit = options.timeout_ms.unwrap_or(kit.options.timeout_ms);
            let work = call(&kit, Call { function, arguments: row, takes_done });
            let failure = limited(&kit, work, limit, "the test").await;
            failures.extend(if fails { contrary(&kit, failure, index) } else { failure });
        }
        let course = kit.end_order();
        if let Some(choice) = course.unfit {
            let message = format!(
                "--schedule does not fit: at choice {choice} there is not that much to choose from; the test, or what it tests, \
                 has changed since"
            );
            failures.push(Failure::new(FailureKind::Thrown, message));
        }
        let inner: Vec<_> = path.iter().rev().copied().collect();
        failures.extend(self.hooks(&inner, HookKind::AfterEach).await);
        failures.extend(self.clean_up(options.leaks.unwrap_or(kit.options.leaks) && failures.is_empty()).await);
        let unused = kit.answers.take_unused();
        if failures.is_empty() {
            failures.extend(unused);
        }
        let running = kit.finish();
        let mut clauses = options.clauses;
        if let Some(running) = running {
            failures.extend(running.failures);
            clauses.extend(running.clauses);
            // What failed before that may have been called is told alone.
            if failures.is_empty() {
                failures.extend(running.assertions.missing());
            }
        }
        let engine_failed = failures.iter().any(|failure| failure.kind == FailureKind::Engine);
        self.stopped = engine_failed || kit.options.bail && !failures.is_empty();
        let verdict = Verdict {
            duration_ms: watch.millis(),
            clock_ms: kit.history.millis(kit.program().now()),
            clauses,
            timeline: timeline(&kit),
            failures,
            choices: course.choices,
            passed: course.passed,
        };
        kit.reporter.event(&WorkerEvent::TestFinished { id: index, verdict });
    }

    async fn hooks(&self, path: &[usize], kind: HookKind) -> Vec<Failure> {
        let kit = &self.kit;
        let of = |suite: usize| -> Vec<Hook> {
            let tree = kit.tree.borrow();
            tree.suites[suite].hooks.iter().filter(|hook| hook.kind == kind).cloned().collect()
        };
        let mut failures = Vec::new();
        for hook in path.iter().flat_map(|&suite| of(suite)) {
            let takes_done = function_length(kit, &hook.function).await > 0;
            let work = call(kit, Call { function: hook.function, arguments: Vec::new(), takes_done });
            let limit = hook.timeout_ms.unwrap_or(kit.options.timeout_ms);
            if let Some(mut failure) = limited(kit, work, limit, kind.name()).await {
                failure.message = format!("{}: {}", kind.name(), failure.message);
                failures.push(failure);
                break;
            }
        }
        failures
    }

    /// Ends what the test began, and finds what it left behind.
    async fn clean_up(&self, finds_leaks: bool) -> Vec<Failure> {
        let kit = Rc::clone(&self.kit);
        let (sender, done) = oneshot::channel();
        let inner = Rc::clone(&kit);
        kit.program().post(Box::new(move |context: &mut Context| {
            let launched = inner.launched.borrow().clone();
            for program in launched.iter().filter(|launched| !launched.ended.get()) {
                program.program.leave_pages(context);
            }
            let leaks = if finds_leaks { leaks::find(&inner) } else { Vec::new() };
            tools::end_all(&inner, context);
            mock::restore_all(&inner, context);
            inner.program().reset();
            // The test waits for it.
            let _ = sender.send(leaks);
        }));
        let leaks = done.await.unwrap_or_default();
        kit.stubs.clear();
        kit.peers.stop_all();
        kit.forget_names();
        leaks
    }
}

/// What is wrong with a test that is expected to fail, and did what it did.
fn contrary(kit: &Kit, failure: Option<Failure>, index: usize) -> Option<Failure> {
    let others = kit.with_running(|running| std::mem::take(&mut running.failures)).unwrap_or_default();
    let has_failed = failure.is_some() || !others.is_empty();
    if has_failed {
        // What the engine does not survive is no failure that a test can expect.
        return failure.into_iter().chain(others).find(|failure| failure.kind == FailureKind::Engine);
    }
    let message = "it.failing: the test passed; where it is mended, take `.failing` away".to_owned();
    let mut failure = Failure::new(FailureKind::Assertion, message);
    failure.site = kit.tree.borrow().tests[index].site.as_ref().map(|at| failure::site(at, None));
    Some(failure)
}

/// Tells how the running test ended: the engine gave up, and nothing runs any more in this process.
pub(crate) fn give_up(kit: &Kit) {
    // Before the first test, the file has failed: that is told when its evaluation has come back.
    if kit.is_before_tests() {
        return;
    }
    let Some(running) = kit.finish() else { return };
    let mut failures = running.failures;
    failures.iter_mut().for_each(|failure| failure.wire = kit.peers.wire());
    let clock_ms = kit.history.millis(kit.program().now());
    let mut clauses = kit.tree.borrow().options(running.index).clauses;
    clauses.extend(running.clauses);
    let Course { choices, passed, .. } = kit.end_order();
    let timeline = timeline(kit);
    let verdict = Verdict { failures, duration_ms: 0.0, clock_ms, clauses, timeline, choices, passed };
    kit.reporter.event(&WorkerEvent::TestFinished { id: running.index, verdict });
}

/// How many parameters a function has.
async fn function_length(kit: &Rc<Kit>, function: &boa_engine::object::builtins::JsFunction) -> usize {
    let (sender, done) = oneshot::channel();
    let function = function.clone();
    kit.program().post(Box::new(move |context| {
        let length = function.get(boa_engine::js_string!("length"), context);
        // The run waits for it.
        let _ = sender.send(length.ok().and_then(|length| length.as_number()).unwrap_or_default());
    }));
    done.await.unwrap_or_default() as usize
}

/// The failure of `work`, or of its taking longer than `limit` milliseconds of the test's clock.
async fn limited(
    kit: &Kit,
    work: impl Future<Output = Result<(), Box<Failure>>>,
    limit: u64,
    what: &str,
) -> Option<Failure> {
    kit.entered(what);
    match tokio::time::timeout(Duration::from_millis(limit), work).await {
        Ok(result) => result.err().map(|failure| *failure),
        Err(_) => {
            let clock = match kit.clock_kind() {
                ClockKind::Virtual => " of virtual time",
                ClockKind::Real => "",
            };
            let message =
                format!("{what} did not end within {limit} ms{clock}; it waits for something that never comes");
            let mut failure = Failure::new(FailureKind::Timeout, message);
            failure.wire = kit.peers.wire();
            Some(failure)
        }
    }
}

fn timeline(kit: &Kit) -> Vec<Moment> {
    kit.history.look(0, |records| {
        let moments = records.iter().filter_map(|record| {
            let (lane, label) = label::of(record)?;
            let program = Some(record.program).filter(|program| *program > 0);
            Some(Moment { at_ms: kit.history.millis(record.time), lane, label, program })
        });
        moments.take(MOST_MOMENTS).collect()
    })
}
