//! Whatever a specifier, an alias and a package.json say, they lead to files of the project, or nowhere.

use std::os::unix::fs::symlink;
use std::path::PathBuf;

use minihost_runtime::Layout;
use minihost_runtime::code::{Finder, How};
use tempfile::TempDir;

use crate::bytes::Bytes;

thread_local! {
    static TREE: Tree = Tree::new();
}

/// A project beside files that are none of its own, with links to them.
struct Tree {
    _folder: TempDir,
    project: PathBuf,
}

const FILES: [&str; 13] = [
    "project/src/a.js",
    "project/src/lib/index.js",
    "project/src/lib/b.mjs",
    "project/src/lib/c.json",
    "project/node_modules/p/index.js",
    "project/node_modules/p/sub/x.cjs",
    "project/node_modules/p/node_modules/t/index.js",
    "project/node_modules/@s/r/main.js",
    "outside/secret.js",
    "outside/index.js",
    "outside/q/index.js",
    "outside/node_modules/w/index.js",
    "projects.js",
];

const LINKS: [(&str, &str); 7] = [
    ("../../outside/secret.js", "project/src/link.js"),
    ("../../outside", "project/src/out"),
    ("..", "project/src/up"),
    ("../../outside/q", "project/node_modules/q"),
    ("../../../outside/secret.js", "project/node_modules/p/link.js"),
    ("p", "project/node_modules/alias"),
    ("loop", "project/src/loop"),
];

/// The folders from which something is looked for.
const FROM: [&str; 5] = ["", "src", "src/lib", "node_modules/p", "node_modules/p/sub"];

impl Tree {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path().canonicalize().expect("a folder");
        for file in FILES {
            let path = root.join(file);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            std::fs::write(path, "").expect("a file");
        }
        for (target, link) in LINKS {
            symlink(target, root.join(link)).expect("a link");
        }
        Self { _folder: folder, project: root.join("project") }
    }
}

/// Checks one input: a byte for who asks and how, then the package.json of a package, that of the project, an alias, what stands
/// for it, and specifiers, divided by bytes 0xff.
///
/// # Panics
/// When a file is found that is not the project's.
pub(crate) fn check(input: &[u8]) {
    let mut bytes = Bytes::new(input);
    let mode = bytes.byte();
    let fields = bytes.rest().split(|byte| *byte == 0xff);
    let mut fields = fields.map(|field| String::from_utf8_lossy(field).into_owned());
    let mut next = || fields.next().unwrap_or_default();
    let (package, own, alias, target) = (next(), next(), next(), next());
    let how = if mode & 0x80 == 0 { How::Import } else { How::Require };
    TREE.with(|Tree { project, .. }| {
        std::fs::write(project.join("node_modules/p/package.json"), &package).expect("a file");
        std::fs::write(project.join("package.json"), &own).expect("a file");
        let layout = Layout {
            folder: project.clone(),
            root: project.join(["src", ""][usize::from(mode >> 6 & 1)]),
            aliases: if alias.is_empty() { Vec::new() } else { vec![(alias, target)] },
            app_id: None,
            single: None,
        };
        let finder = Finder::new(&layout);
        let from = project.join(FROM[usize::from(mode & 0x3f) % FROM.len()]);
        for specifier in fields.take(8) {
            match finder.find(&specifier, &from, how) {
                Ok(Some(found)) => {
                    let real = found.canonicalize().expect("a file");
                    assert!(real.starts_with(project) && real.is_file(), "{specifier:?}: {}", found.display());
                }
                Ok(None) => {}
                Err(failure) => assert!(!failure.message.is_empty()),
            }
        }
    });
}
