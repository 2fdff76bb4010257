//! Which modules wait for which: what is being loaded or evaluated, and what asked for it.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

/// How far an ES module of a running evaluation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    /// Its graph is being loaded: nobody can have it yet.
    Loading,
    /// It is linked: its exports can be had, though perhaps not their values.
    Linked,
}

/// The state of all evaluations that are going on, each within the one before.
#[derive(Debug, Default)]
pub(super) struct Graph {
    /// Who asked for each evaluation; none, where the host did.
    askers: RefCell<Vec<Option<PathBuf>>>,
    /// The ES modules of those evaluations, with how many there were.
    stages: RefCell<HashMap<PathBuf, (usize, Stage)>>,
    /// From a file to those that it has imported or required.
    edges: RefCell<HashMap<PathBuf, HashSet<PathBuf>>>,
}

impl Graph {
    /// An evaluation begins.
    pub(super) fn enter(&self, asker: Option<&Path>) {
        self.askers.borrow_mut().push(asker.map(Path::to_owned));
    }

    /// The innermost evaluation has ended.
    pub(super) fn leave(&self) {
        self.askers.borrow_mut().pop();
        let depth = self.depth();
        self.stages.borrow_mut().retain(|_, (at, _)| *at <= depth);
    }

    fn depth(&self) -> usize {
        self.askers.borrow().len()
    }

    /// An ES module belongs to the innermost evaluation.
    pub(super) fn begin(&self, path: &Path) {
        // What `import()` loads belongs to none.
        if self.depth() > 0 {
            self.stages.borrow_mut().insert(path.to_owned(), (self.depth(), Stage::Loading));
        }
    }

    /// All modules of the innermost evaluation are linked.
    pub(super) fn linked(&self) {
        let depth = self.depth();
        for (at, stage) in self.stages.borrow_mut().values_mut() {
            if *at == depth {
                *stage = Stage::Linked;
            }
        }
    }

    /// How far a module is; `None` where nothing is going on with it.
    pub(super) fn stage(&self, path: &Path) -> Option<Stage> {
        self.stages.borrow().get(path).map(|(_, stage)| *stage)
    }

    /// Notes that `from` needs `to`.
    pub(super) fn connect(&self, from: Option<&Path>, to: &Path) {
        if let Some(from) = from {
            self.edges.borrow_mut().entry(from.to_owned()).or_default().insert(to.to_owned());
        }
    }

    /// The modules whose evaluation has begun and waits for the innermost one: those that need the one that asked for it.
    pub(super) fn waiting(&self) -> HashSet<PathBuf> {
        let mut waiting = HashSet::new();
        for (depth, asker) in self.askers.borrow().iter().enumerate() {
            let Some(asker) = asker else { continue };
            for (path, (at, stage)) in self.stages.borrow().iter() {
                if *at <= depth && *stage == Stage::Linked && self.reach(path).contains(asker) {
                    waiting.insert(path.clone());
                }
            }
        }
        waiting
    }

    /// A module that `path` needs, but that waits for `path`.
    pub(super) fn cycle(&self, path: &Path) -> Option<PathBuf> {
        if self.depth() < 2 {
            return None;
        }
        let waiting = self.waiting();
        self.reach(path).into_iter().find(|needed| waiting.contains(needed))
    }

    /// `path`, and everything that it needs.
    fn reach(&self, path: &Path) -> HashSet<PathBuf> {
        let edges = self.edges.borrow();
        let mut found = HashSet::from([path.to_owned()]);
        let mut open = vec![path.to_owned()];
        while let Some(next) = open.pop() {
            for needed in edges.get(&next).into_iter().flatten() {
                if found.insert(needed.clone()) {
                    open.push(needed.clone());
                }
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_that_need_the_asker_wait() {
        let graph = Graph::default();
        let [page, script, other] = ["page", "script", "other"].map(Path::new);
        graph.enter(None);
        graph.begin(page);
        graph.begin(other);
        assert_eq!(graph.stage(page), Some(Stage::Loading));
        graph.connect(Some(page), script);
        graph.linked();
        graph.enter(Some(script));
        assert_eq!(graph.waiting(), HashSet::from([page.to_owned()]));
        assert_eq!(graph.cycle(other), None);
        let bound = Path::new("bound");
        graph.connect(Some(bound), page);
        assert_eq!(graph.cycle(bound), Some(page.to_owned()));
        graph.leave();
        graph.leave();
        assert_eq!(graph.stage(page), None);
    }
}
