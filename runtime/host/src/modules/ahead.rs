//! A thread that reads and prepares files before the engine asks for them.
//!
//! Compiling a file takes ten times as long as preparing it, and only one thread can do that. So where a program begins with
//! many files, another thread goes ahead, from each file to those that it names, in the order in which the program is likely
//! to ask. What it cannot read or find is left to who asks, with its errors; what nobody asks for was read in vain.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::Builder;

use super::prepared::Prepared;
use super::resolve::{Found, Kind, Resolver};

/// Bytes of code after which it goes no further ahead.
const MOST_BYTES: usize = 16 << 20;

/// What was prepared ahead. The thread ends with it.
#[derive(Debug)]
pub(super) struct Ahead {
    shared: Arc<Shared>,
}

#[derive(Debug, Default)]
struct Shared {
    state: Mutex<State>,
    /// Something was prepared, or nothing will be any more.
    goes_on: Condvar,
}

#[derive(Debug, Default)]
struct State {
    prepared: HashMap<PathBuf, Prepared>,
    /// What is being prepared.
    current: Option<PathBuf>,
    /// What somebody has asked for.
    taken: HashSet<PathBuf>,
    found: HashMap<Request, Found>,
    bytes: usize,
    /// Whether somebody waits: telling nobody would cost a system call as well.
    is_awaited: bool,
    is_over: bool,
}

/// What is looked for in the files of a folder.
type Request = (PathBuf, String, Kind);

impl Ahead {
    /// Starts with the files that these specifiers mean in the project's root.
    pub(super) fn start(
        resolver: impl FnOnce() -> Resolver + Send + 'static,
        specifiers: Vec<String>,
        counts_rounds: bool,
    ) -> Self {
        let shared = Arc::new(Shared::default());
        let own = Arc::clone(&shared);
        let run = move || Worker { shared: own, resolver: resolver(), counts_rounds }.run(specifiers);
        // Without it the program is slower, and no less right.
        drop(Builder::new().name("files".to_owned()).spawn(run));
        Self { shared }
    }

    /// The file at `path`, if it was prepared, or is being. From now on it is the caller's.
    pub(super) fn take(&self, path: &Path) -> Option<Prepared> {
        let mut state = self.shared.lock();
        while state.current.as_deref() == Some(path) {
            state.is_awaited = true;
            state = self.shared.goes_on.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        state.taken.insert(path.to_owned());
        state.prepared.remove(path)
    }

    /// What `specifier` means in a file of the folder `from`, if that was found.
    pub(super) fn find(&self, specifier: &str, from: &Path, kind: Kind) -> Option<Found> {
        let request = (from.to_owned(), specifier.to_owned(), kind);
        self.shared.lock().found.get(&request).cloned()
    }
}

impl Drop for Ahead {
    fn drop(&mut self) {
        self.shared.lock().is_over = true;
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Says that `path` is being prepared, unless somebody has asked for it before. `None`: nothing more is to be done.
    fn begin(&self, path: &Path) -> Option<bool> {
        let mut state = self.lock();
        if state.is_over || state.bytes > MOST_BYTES {
            return None;
        }
        let is_new = !state.taken.contains(path);
        if is_new {
            state.current = Some(path.to_owned());
        }
        Some(is_new)
    }

    /// Hands over what was prepared, if anything was.
    fn end(&self, prepared: Option<Prepared>) {
        let mut state = self.lock();
        if let (Some(path), Some(prepared)) = (state.current.take(), prepared) {
            state.bytes += prepared.source.len();
            state.prepared.insert(path, prepared);
        }
        if std::mem::take(&mut state.is_awaited) {
            self.goes_on.notify_all();
        }
    }
}

struct Worker {
    shared: Arc<Shared>,
    resolver: Resolver,
    counts_rounds: bool,
}

impl Worker {
    fn run(self, specifiers: Vec<String>) {
        let _ending = Ending(&self.shared);
        let root = self.resolver.root().to_owned();
        let first = specifiers.into_iter().map(|specifier| (root.clone(), specifier, Kind::Require));
        // What is asked for last is on top.
        let mut open: Vec<Request> = first.rev().collect();
        let mut followed = HashSet::new();
        while let Some(request) = open.pop() {
            let (from, specifier, kind) = &request;
            let Ok(found) = self.resolver.resolve(specifier, from, *kind) else { continue };
            self.shared.lock().found.insert(request, found.clone());
            let Found::File(path) = found else { continue };
            if !followed.insert(path.clone()) {
                continue;
            }
            let Some(is_new) = self.shared.begin(&path) else { return };
            let prepared = Prepared::read(&path, &self.resolver, self.counts_rounds).ok();
            let folder = path.parent().unwrap_or(&root);
            let requests = prepared.as_ref().map(Prepared::requests).unwrap_or_default().into_iter();
            open.extend(requests.rev().map(|(specifier, kind)| (folder.to_owned(), specifier, kind)));
            // Of what somebody else prepares only the way was needed.
            if is_new {
                self.shared.end(prepared);
            }
        }
    }
}

/// Nobody waits for a thread that has ended, however it did.
struct Ending<'a>(&'a Shared);

impl Drop for Ending<'_> {
    fn drop(&mut self) {
        self.0.end(None);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::modules::fixture;
    use std::fs;

    fn project(files: &[(&str, &str)]) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        fixture::write(&root, files);
        (folder, root)
    }

    fn start(root: &Path, specifiers: &[&str]) -> Ahead {
        let root = root.to_owned();
        let resolver = move || Resolver::new(root.clone(), root, Vec::new());
        Ahead::start(resolver, specifiers.iter().map(|&specifier| specifier.to_owned()).collect(), false)
    }

    impl Ahead {
        /// Waits until the thread has ended.
        fn wait(&self) {
            while Arc::strong_count(&self.shared) > 1 {
                std::thread::yield_now();
            }
        }
    }

    #[test]
    fn files_are_followed_to_those_that_they_name() {
        let (_folder, root) = project(&[
            ("app.js", "require('./lib/a'); require(\"/lib/data\"); require('./missing'); require(name)"),
            ("lib/a.js", "import b from './b'; export * from './c'; require('pack')"),
            ("lib/b.js", "export default require('./a')"),
            ("lib/c.js", "import('./late')"),
            ("lib/late.js", ""),
            ("lib/data.json", "{}"),
            ("page.js", "// require('./named')"),
            ("named.js", ""),
            ("node_modules/pack/index.js", "(".repeat(5000).as_str()),
            ("other.js", ""),
        ]);
        let ahead = start(&root, &["/app", "/page", "/none"]);
        ahead.wait();
        for file in
            ["app.js", "lib/a.js", "lib/b.js", "lib/c.js", "lib/data.json", "page.js", "node_modules/pack/index.js"]
        {
            assert!(ahead.take(&root.join(file)).is_some(), "{file}");
            assert!(ahead.take(&root.join(file)).is_none(), "{file} is taken once");
        }
        assert!(ahead.take(&root.join("other.js")).is_none());
        let found = |specifier, from| ahead.find(specifier, &root.join(from), Kind::Require);
        assert_eq!(found("./lib/a", ""), Some(Found::File(root.join("lib/a.js"))));
        assert_eq!(found("./a", "lib"), Some(Found::File(root.join("lib/a.js"))));
        assert_eq!(found("./missing", ""), None);
    }

    #[test]
    fn what_cannot_be_read_is_left_to_who_asks() {
        let (_folder, root) = project(&[("app.js", "require('./bad')")]);
        fs::write(root.join("bad.js"), [0xff, 0xfe]).unwrap();
        let ahead = start(&root, &["/app"]);
        ahead.wait();
        assert!(ahead.take(&root.join("bad.js")).is_none());
    }

    #[test]
    fn what_somebody_else_has_begun_is_followed_and_not_handed_over() {
        let (_folder, root) = project(&[("app.js", "require('./lib')"), ("lib.js", "require('./app')")]);
        let ahead = Ahead { shared: Arc::default() };
        assert!(ahead.take(&root.join("app.js")).is_none());
        let resolver = Resolver::new(root.clone(), root.clone(), Vec::new());
        let worker = Worker { shared: Arc::clone(&ahead.shared), resolver, counts_rounds: false };
        worker.run(vec!["/app".to_owned()]);
        assert!(ahead.take(&root.join("lib.js")).is_some());
        assert!(ahead.take(&root.join("app.js")).is_none());
    }

    #[test]
    fn a_file_that_is_being_prepared_is_waited_for() {
        let ahead = Ahead { shared: Arc::default() };
        let path = PathBuf::from("a.js");
        assert_eq!(ahead.shared.begin(&path), Some(true));
        let shared = Arc::clone(&ahead.shared);
        let prepared = std::thread::spawn(move || {
            // A thread that panics leaves nobody waiting.
            let _ending = Ending(&shared);
            panic!("as a scanner might");
        });
        assert!(ahead.take(&path).is_none());
        assert!(prepared.join().is_err());
    }

    #[test]
    fn it_goes_no_further_when_nobody_needs_it_or_with_too_much() {
        let ahead = Ahead { shared: Arc::default() };
        ahead.shared.lock().bytes = MOST_BYTES + 1;
        assert_eq!(ahead.shared.begin(Path::new("a.js")), None);
        let shared = Arc::clone(&ahead.shared);
        shared.lock().bytes = 0;
        drop(ahead);
        assert_eq!(shared.begin(Path::new("a.js")), None);
    }
}
