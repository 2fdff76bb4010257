//! The files of a project: what is loaded from app.js, the pages and the components on, each parsed once.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{Builder, available_parallelism, scope};

use minihost_runtime::code::{self, Finder, How};
use minihost_runtime::{Layout, LoadError, LoadFailure};

use crate::facts::{Certainty, Facts, FunctionId};
use crate::json::{Item, Problem, Reading};
use crate::manifest::Manifest;
use crate::parse::{STACK_BYTES, SyntaxError, parse};
use crate::text;

/// The most threads that parse.
const THREADS: usize = 8;

/// Everything that was read.
#[derive(Debug, Default)]
pub(crate) struct Graph {
    pub(crate) files: BTreeMap<PathBuf, File>,
    /// The `.json` files beside pages and components, by path.
    pub(crate) json: BTreeMap<PathBuf, JsonFile>,
    /// The scripts of the pages, by route, where they are there.
    pub(crate) pages: BTreeMap<String, PathBuf>,
    /// What app.json's components lead to.
    pub(crate) app_components: Vec<(Item, Option<LoadFailure>)>,
}

/// A module.
#[derive(Debug)]
pub(crate) struct File {
    pub(crate) text: String,
    /// Whether it is the project's own, rather than a package's.
    pub(crate) is_own: bool,
    /// Whether anything loads it; else it only lies in the folder of a page.
    pub(crate) is_loaded: bool,
    pub(crate) facts: Result<Facts, SyntaxError>,
    pub(crate) links: Vec<Link>,
}

/// From a module to another one.
#[derive(Debug)]
pub(crate) struct Link {
    pub(crate) span: Range<usize>,
    /// Whether it is an import statement, which is always carried out.
    pub(crate) is_static: bool,
    pub(crate) certainty: Certainty,
    pub(crate) function: FunctionId,
    /// The file; `None` where a package says that it is nothing.
    pub(crate) found: Result<Option<PathBuf>, LoadFailure>,
}

/// A `.json` file beside a script.
#[derive(Debug)]
pub(crate) struct JsonFile {
    pub(crate) text: String,
    pub(crate) problems: Vec<Problem>,
    /// Each with why it is not there, if so.
    pub(crate) components: Vec<(Item, Option<LoadFailure>)>,
}

/// A file's text, and its facts; else why it cannot be read.
type Parsed = (String, Result<Facts, SyntaxError>);

impl Graph {
    /// Reads all files of the project.
    ///
    /// # Errors
    /// Where the system has no thread with the stack that the parser needs.
    pub(crate) fn read(layout: &Layout, manifest: &Manifest) -> Result<Self, LoadError> {
        let mut graph = Self::default();
        let finder = Finder::new(layout);
        let mut next = BTreeSet::new();
        for page in &manifest.pages {
            if let Some(script) = inside(layout, &layout.root.join(format!("{}.js", page.text))) {
                graph.components_of(&script, &finder, layout, &mut next);
                graph.pages.insert(page.text.clone(), script.clone());
                next.insert(script);
            }
        }
        graph.app_components = components(manifest.components.clone(), &layout.root, &finder)
            .map(|(item, found)| {
                let failure = match found {
                    Ok(script) => {
                        next.extend(script);
                        None
                    }
                    Err(failure) => Some(failure),
                };
                (item, failure)
            })
            .collect();
        next.extend(inside(layout, &layout.root.join("app.js")).filter(|_| layout.single.is_none()));
        if let Some(single) = &layout.single {
            graph.components_of(single, &finder, layout, &mut next);
            graph.pages.insert(String::new(), single.clone());
            next.insert(single.clone());
        }
        while !next.is_empty() {
            let wave: Vec<_> = std::mem::take(&mut next).into_iter().collect();
            for (path, parsed) in parse_all(&wave, &finder, layout)? {
                let file = File::new(&path, parsed, true, &finder, layout);
                next.extend(file.links.iter().filter_map(|link| link.found.as_ref().ok().cloned().flatten()));
                graph.files.insert(path, file);
            }
            next.retain(|path| !graph.files.contains_key(path));
        }
        let beside = graph.beside_pages(layout);
        for (path, parsed) in parse_all(&beside, &finder, layout)? {
            let file = File::new(&path, parsed, false, &finder, layout);
            graph.files.insert(path, file);
        }
        Ok(graph)
    }

    /// Reads the `.json` beside a script, and those of the components that it names.
    fn components_of(&mut self, script: &Path, finder: &Finder, layout: &Layout, next: &mut BTreeSet<PathBuf>) {
        let mut scripts = vec![script.to_owned()];
        while let Some(script) = scripts.pop() {
            let path = script.with_extension("json");
            if self.json.contains_key(&path) || !path.is_file() || inside(layout, &path).is_none() {
                continue;
            }
            let mut named = Vec::new();
            #[expect(clippy::disallowed_methods, reason = "the file is inside of the project")]
            let (text, problems) = match std::fs::read_to_string(&path) {
                Ok(text) => {
                    let problems = Reading::of(&text, |reading, page| named = reading.components(page));
                    (text, problems)
                }
                Err(cause) => (String::new(), vec![Problem { span: 0..0, message: cause.to_string(), help: None }]),
            };
            let folder = script.parent().unwrap_or(&layout.root);
            let found = components(named, folder, finder).map(|(item, found)| match found {
                Ok(component) => {
                    scripts.extend(component.clone());
                    next.extend(component);
                    (item, None)
                }
                Err(failure) => (item, Some(failure)),
            });
            let components = found.collect();
            self.json.insert(path, JsonFile { text, problems, components });
        }
    }

    /// Scripts that lie in the folders of pages and that nothing loads; tests are not part of the program.
    fn beside_pages(&self, layout: &Layout) -> Vec<PathBuf> {
        let folders: BTreeSet<_> = self.pages.values().filter_map(|script| script.parent()).collect();
        let folders = folders.into_iter().filter(|folder| *folder != layout.root && *folder != layout.folder);
        let entries = folders.filter_map(|folder| folder.read_dir().ok()).flatten().flatten();
        let scripts = entries.map(|entry| entry.path()).filter(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            name.ends_with(".js") && !name.ends_with(".test.js") && !name.ends_with(".spec.js")
        });
        let mut scripts: Vec<_> = scripts.filter_map(|path| inside(layout, &path)).collect();
        scripts.retain(|path| !self.files.contains_key(path));
        scripts.sort();
        scripts.dedup();
        scripts
    }

    /// All files that are loaded because `path` is, itself included.
    pub(crate) fn loaded_by(&self, path: &Path) -> Vec<&File> {
        let mut seen = BTreeSet::new();
        let mut next = vec![path];
        while let Some(path) = next.pop() {
            if let Some((path, file)) = self.files.get_key_value(path)
                && seen.insert(path.as_path())
            {
                next.extend(file.links.iter().filter_map(|link| link.found.as_ref().ok()?.as_deref()));
            }
        }
        seen.into_iter().filter_map(|path| self.files.get(path)).collect()
    }

    /// The text of a file that was read.
    pub(crate) fn text(&self, path: &Path) -> Option<&str> {
        let file = self.files.get(path).map(|file| file.text.as_str());
        file.or_else(|| self.json.get(path).map(|file| file.text.as_str()))
    }
}

impl File {
    fn new(path: &Path, (text, facts): Parsed, is_loaded: bool, finder: &Finder, layout: &Layout) -> Self {
        let inside = path.strip_prefix(&layout.folder).unwrap_or(path);
        let is_own = !inside.components().any(|part| part.as_os_str() == "node_modules");
        let links = match &facts {
            Ok(facts) if is_loaded => links(path, &text, facts, finder),
            _ => Vec::new(),
        };
        Self { text, is_own, is_loaded, facts, links }
    }
}

fn links(path: &Path, text: &str, facts: &Facts, finder: &Finder) -> Vec<Link> {
    let folder = path.parent().unwrap_or(Path::new("/"));
    let mut links = Vec::new();
    if facts.is_module {
        for (specifier, at) in code::requests(text) {
            links.push(Link {
                span: at..(at + specifier.len() + 2).min(text.len()),
                is_static: true,
                certainty: Certainty::Certain,
                function: 0,
                found: finder.find(&specifier, folder, How::Import),
            });
        }
    }
    for request in &facts.requests {
        links.push(Link {
            span: text::bytes(text, request.at),
            is_static: false,
            certainty: request.certainty,
            function: request.function,
            found: finder.find(&request.specifier, folder, How::Require),
        });
    }
    links
}

type Found = Result<Option<PathBuf>, LoadFailure>;

fn components<'a>(
    named: Vec<Item>,
    folder: &'a Path,
    finder: &'a Finder,
) -> impl Iterator<Item = (Item, Found)> + use<'a> {
    named.into_iter().map(move |item| {
        let found = finder.find(&item.text, folder, How::Require);
        (item, found)
    })
}

/// The file itself, links followed, where that is a file inside of the project.
fn inside(layout: &Layout, path: &Path) -> Option<PathBuf> {
    path.canonicalize().ok().filter(|real| real.starts_with(&layout.folder) && real.is_file())
}

/// Reads and parses files, on threads with the stack that the parser needs.
fn parse_all(paths: &[PathBuf], finder: &Finder, layout: &Layout) -> Result<Vec<(PathBuf, Parsed)>, LoadError> {
    let paths: Vec<_> = paths.iter().map(|path| (path, finder.is_of_modules(path))).collect();
    let threads = available_parallelism().map_or(1, usize::from).min(THREADS).min(paths.len());
    let taken = AtomicUsize::new(0);
    let work = || {
        let mut parsed = Vec::new();
        while let Some(&(path, is_of_modules)) = paths.get(taken.fetch_add(1, Ordering::Relaxed)) {
            parsed.push((path.clone(), parse_file(path, is_of_modules)));
        }
        parsed
    };
    let cannot = |cause: io::Error| LoadError::Unreadable { path: layout.folder.clone(), cause };
    scope(|scope| {
        let mut running = Vec::new();
        for _ in 0..threads {
            match Builder::new().name("parser".to_owned()).stack_size(STACK_BYTES).spawn_scoped(scope, work) {
                Ok(thread) => running.push(thread),
                Err(cause) if running.is_empty() => return Err(cannot(cause)),
                // The others do it.
                Err(_) => break,
            }
        }
        let mut parsed = Vec::new();
        for thread in running {
            parsed.extend(thread.join().map_err(|_| cannot(io::Error::other("a parser's thread has ended")))?);
        }
        Ok(parsed)
    })
}

#[expect(clippy::disallowed_methods, reason = "the file is inside of the project: Finder and inside() see to that")]
fn parse_file(path: &Path, is_of_modules: bool) -> Parsed {
    match std::fs::read_to_string(path) {
        Ok(text) => {
            let text = code::of_text(text);
            let facts = parse(&text, code::form(path, &text, is_of_modules));
            (text, facts)
        }
        Err(cause) => (String::new(), Err(SyntaxError { message: format!("cannot be read: {cause}"), at: (1, 1) })),
    }
}
