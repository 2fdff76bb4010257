//! Which test files a change matters to.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use minihost_runner::Reads;

/// The test files that are to run again after `changed`: those that changed themselves or are new, and those that read
/// what changed. `tests` are the test files that there are now.
pub(super) fn affected(
    changed: &BTreeSet<PathBuf>,
    tests: &[PathBuf],
    reads: &BTreeMap<PathBuf, Reads>,
) -> BTreeSet<PathBuf> {
    let is_affected = |test: &&PathBuf| {
        changed.contains(*test)
            || reads.get(*test).is_some_and(|reads| changed.iter().any(|path| matters(path, test, reads)))
    };
    tests.iter().filter(is_affected).cloned().collect()
}

fn matters(path: &Path, test: &Path, reads: &Reads) -> bool {
    if reads.files.contains(path) {
        return true;
    }
    let is_in_program = reads.folders.iter().any(|folder| path.starts_with(folder));
    if is_settings(path) {
        return is_in_program;
    }
    // What a file that failed to load was looking for may be there now.
    let is_near = || test.parent().is_some_and(|folder| path.starts_with(folder));
    reads.is_partial && is_source(path) && (is_in_program || is_near())
}

fn is_source(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ["js", "mjs", "cjs", "json", "axml"].iter().any(|known| ending == *known))
}

/// What a project is described by; it is read before any module is.
fn is_settings(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == "app.json")
        || path.extension().is_some_and(|ending| ending == "json") && path.with_extension("js").exists()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths<T: FromIterator<PathBuf>>(names: &[&str]) -> T {
        names.iter().map(|name| Path::new("/p").join(name)).collect()
    }

    fn after(changed: &[&str], is_partial: bool) -> Vec<PathBuf> {
        let reads = Reads { files: paths(&["lib.js", "app/page.js"]), folders: paths(&["app"]), is_partial };
        let reads = BTreeMap::from([(PathBuf::from("/p/a.test.js"), reads)]);
        let tests: Vec<PathBuf> = paths(&["a.test.js", "b.test.js"]);
        affected(&paths(changed), &tests, &reads).into_iter().collect()
    }

    #[test]
    fn a_change_matters_to_those_who_read_it() {
        let a: Vec<PathBuf> = paths(&["a.test.js"]);
        assert_eq!(after(&["lib.js"], false), a);
        assert_eq!(after(&["app/page.js"], false), a);
        assert_eq!(after(&["app/app.json"], false), a);
        assert_eq!(after(&["b.test.js"], false), paths::<Vec<_>>(&["b.test.js"]));
        for other in ["app/other.js", "other.js", "app/note.md", "app.json", "report.json", "gone.test.js"] {
            assert_eq!(after(&[other], false), Vec::<PathBuf>::new(), "{other}");
        }
    }

    #[test]
    fn what_could_not_be_loaded_may_be_mended_by_any_source() {
        let a: Vec<PathBuf> = paths(&["a.test.js"]);
        assert_eq!(after(&["app/other.js"], true), a);
        assert_eq!(after(&["new/module.js"], true), a);
        assert_eq!(after(&["app/note.md"], true), Vec::<PathBuf>::new());
    }
}
