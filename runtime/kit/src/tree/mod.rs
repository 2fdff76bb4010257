//! The tests of a file: suites, tests and hooks, as `describe`, `it` and their kin collect them.
//!
//! Owns: the tree, its titles, and which of its tests are to run.
//!
//! Never: runs a test.

mod brief;
mod each;
mod globals;
mod options;
mod title;

use boa_engine::JsValue;
use boa_engine::object::builtins::JsFunction;
use minihost_runner::protocol::TestMode;
use minihost_runtime::Position;

pub(crate) use globals::install;
pub(crate) use options::{Options, milliseconds};

/// What `.skip`, `.only` and `.todo` say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Mode {
    #[default]
    Run,
    Skip,
    Only,
    Todo,
}

/// The four kinds of hook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum HookKind {
    BeforeAll,
    BeforeEach,
    AfterEach,
    AfterAll,
}

impl HookKind {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::BeforeAll => "beforeAll",
            Self::BeforeEach => "beforeEach",
            Self::AfterEach => "afterEach",
            Self::AfterAll => "afterAll",
        }
    }
}

/// A function that runs around tests.
#[derive(Clone)]
pub(crate) struct Hook {
    pub(crate) kind: HookKind,
    pub(crate) function: JsFunction,
    pub(crate) timeout_ms: Option<u64>,
}

/// A group of tests. The first suite of a tree is the file itself.
pub(crate) struct Suite {
    pub(crate) title: String,
    pub(crate) parent: Option<usize>,
    pub(crate) mode: Mode,
    pub(crate) options: Options,
    pub(crate) hooks: Vec<Hook>,
    pub(crate) children: Vec<Node>,
}

/// What a suite holds, in the order of the file.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Node {
    Suite(usize),
    Test(usize),
}

/// One test.
pub(crate) struct Test {
    pub(crate) title: String,
    pub(crate) suite: usize,
    pub(crate) mode: Mode,
    pub(crate) options: Options,
    /// None for `it.todo`.
    pub(crate) function: Option<JsFunction>,
    /// The row of `it.each`.
    pub(crate) row: Vec<JsValue>,
    pub(crate) site: Option<Position>,
    /// Whether it is expected to fail: `it.failing`.
    pub(crate) fails: bool,
}

/// The tree of one file.
pub(crate) struct Tree {
    pub(crate) suites: Vec<Suite>,
    pub(crate) tests: Vec<Test>,
    /// The suite whose `describe` is running.
    open: usize,
    /// Set once the file was evaluated: nothing can be added any more.
    closed: bool,
}

impl Default for Tree {
    fn default() -> Self {
        let file = Suite {
            title: String::new(),
            parent: None,
            mode: Mode::Run,
            options: Options::default(),
            hooks: Vec::new(),
            children: Vec::new(),
        };
        Self { suites: vec![file], tests: Vec::new(), open: 0, closed: false }
    }
}

impl Tree {
    /// Nothing is added from now on.
    pub(crate) fn close(&mut self) {
        self.closed = true;
    }

    pub(crate) fn is_closed(&self) -> bool {
        self.closed
    }

    /// Opens a suite within the one that is open, and returns the latter, to come back to it.
    fn open(&mut self, title: String, mode: Mode, options: Options) -> usize {
        let parent = self.open;
        let index = self.suites.len();
        self.suites.push(Suite { title, parent: Some(parent), mode, options, hooks: Vec::new(), children: Vec::new() });
        self.suites[parent].children.push(Node::Suite(index));
        self.open = index;
        parent
    }

    fn reopen(&mut self, suite: usize) {
        self.open = suite;
    }

    fn add_test(&mut self, test: Test) {
        let index = self.tests.len();
        self.suites[test.suite].children.push(Node::Test(index));
        self.tests.push(test);
    }

    /// The suite that tests are added to.
    pub(crate) fn current(&mut self) -> &mut Suite {
        &mut self.suites[self.open]
    }

    /// The suites around a suite, itself included, outermost first.
    pub(crate) fn path(&self, suite: usize) -> Vec<usize> {
        let mut path = vec![suite];
        while let Some(parent) = self.suites[path[path.len() - 1]].parent {
            path.push(parent);
        }
        path.reverse();
        path
    }

    /// The titles of a test, outermost first.
    pub(crate) fn titles(&self, test: usize) -> Vec<String> {
        let suites = self.path(self.tests[test].suite).into_iter().skip(1);
        let mut titles: Vec<_> = suites.map(|suite| self.suites[suite].title.clone()).collect();
        titles.push(self.tests[test].title.clone());
        titles
    }

    /// What is done with each test; `wants` tells which ones the filter wants.
    pub(crate) fn modes(&self, wants: impl Fn(usize, &Options) -> bool) -> Vec<TestMode> {
        let marked = |index: usize, mode: Mode| {
            let suites = self.path(self.tests[index].suite);
            self.tests[index].mode == mode || suites.into_iter().any(|suite| self.suites[suite].mode == mode)
        };
        let has_only = (0..self.tests.len()).any(|index| marked(index, Mode::Only));
        let mode = |index: usize| {
            // What is not wanted is not told of, whatever its mark says.
            if !wants(index, &self.options(index)) {
                TestMode::Filtered
            } else if marked(index, Mode::Todo) {
                TestMode::Todo
            } else if marked(index, Mode::Skip) {
                TestMode::Skip
            } else if has_only && !marked(index, Mode::Only) {
                TestMode::OnlyExcluded
            } else {
                TestMode::Run
            }
        };
        (0..self.tests.len()).map(mode).collect()
    }

    /// What a test's options come to, with those of its suites.
    pub(crate) fn options(&self, test: usize) -> Options {
        let mut all = Options::default();
        for suite in self.path(self.tests[test].suite) {
            all.lay(&self.suites[suite].options);
        }
        all.lay(&self.tests[test].options);
        all
    }
}
