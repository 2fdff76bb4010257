//! A page's view file with everything that it imports and includes.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use crate::markup::{Document, Markup, Node};
use crate::source::{Fault, Place, Source};

/// A view imports and includes at most so many files.
const MAX_FILES: usize = 256;

/// Reads the files that a view names.
pub trait Files {
    /// The file that `name` means in the file `from`.
    ///
    /// # Errors
    /// Why there is none, for people.
    fn read(&self, name: &str, from: &Path) -> Result<Loaded, String>;
}

/// A file that was read.
#[derive(Debug)]
pub struct Loaded {
    /// Where it is: the same file has the same path.
    pub path: PathBuf,
    /// What it says.
    pub text: String,
}

/// A view file with all that belongs to it, parsed.
#[derive(Debug)]
pub struct Bundle {
    pub(crate) root: Rc<File>,
    pub(crate) files: HashMap<PathBuf, Rc<File>>,
}

/// One file of a bundle.
#[derive(Debug)]
pub(crate) struct File {
    pub(crate) document: Document,
    /// The files of its `<import>`s, in order.
    pub(crate) imports: Vec<PathBuf>,
    /// The files of its `<include>`s, by their place in this file.
    pub(crate) includes: HashMap<usize, PathBuf>,
    /// The ways to its templates, by their names.
    templates: HashMap<Rc<str>, Vec<usize>>,
    /// The names of its sjs modules.
    pub(crate) modules: Vec<Rc<str>>,
}

impl Bundle {
    /// Parses a view file, and those that it imports and includes, through `files`.
    ///
    /// # Errors
    /// The first file that is no view, or is not there.
    pub fn load(root: Loaded, files: &dyn Files) -> Result<Self, Fault> {
        let root_path = root.path.clone();
        let mut known: HashMap<PathBuf, Rc<File>> = HashMap::new();
        let mut waiting = vec![root];
        let mut first = None;
        while let Some(Loaded { path, text }) = waiting.pop() {
            if known.contains_key(&path) {
                continue;
            }
            let (file, found) = File::read(Source { path: path.clone(), text }, files)?;
            let file = Rc::new(file);
            first.get_or_insert_with(|| Rc::clone(&file));
            if known.len() == MAX_FILES {
                let place = Place::new(&file.document.source, 0);
                return Err(Fault { place, message: format!("the view has more than {MAX_FILES} files") });
            }
            known.insert(path, file);
            waiting.extend(found.into_iter().filter(|loaded| !known.contains_key(&loaded.path)));
        }
        let root = first.unwrap_or_else(|| Rc::new(File::nothing(root_path)));
        Ok(Self { root, files: known })
    }
}

impl File {
    fn nothing(path: PathBuf) -> Self {
        let source = Rc::new(Source { path, text: String::new() });
        Self::of(Document { source, nodes: Vec::new() })
    }

    fn of(document: Document) -> Self {
        let mut templates = HashMap::new();
        find_templates(&document.nodes, &mut Vec::new(), &mut templates);
        Self { document, imports: Vec::new(), includes: HashMap::new(), templates, modules: Vec::new() }
    }

    fn read(source: Source, files: &dyn Files) -> Result<(Self, Vec<Loaded>), Fault> {
        let mut file = Self::of(Document::parse(source)?);
        let mut found = Vec::new();
        let mut elements: Vec<&Markup> = Vec::new();
        each(&file.document.nodes, &mut |element| elements.push(element));
        let source = &file.document.source;
        for element in elements {
            match &*element.name {
                "import" | "include" => {
                    let loaded = load(element, source, files)?;
                    if &*element.name == "import" {
                        file.imports.push(loaded.path.clone());
                    } else {
                        file.includes.insert(element.at, loaded.path.clone());
                    }
                    found.push(loaded);
                }
                "import-sjs" => {
                    if let Some((name, _)) = element.text_of("name") {
                        file.modules.extend(module_names(name));
                    }
                }
                _ => {}
            }
        }
        Ok((file, found))
    }

    /// The template of that name in this file.
    pub(crate) fn template(&self, name: &str) -> Option<&Markup> {
        let way = self.templates.get(name)?;
        let mut nodes = &self.document.nodes;
        let mut found = None;
        for &index in way {
            let Node::Element(element) = nodes.get(index)? else { return None };
            found = Some(element);
            nodes = &element.children;
        }
        found
    }
}

/// Notes the ways to all templates, from child to child; of equal names the first one counts.
fn find_templates(nodes: &[Node], way: &mut Vec<usize>, found: &mut HashMap<Rc<str>, Vec<usize>>) {
    for (index, node) in nodes.iter().enumerate() {
        let Node::Element(element) = node else { continue };
        way.push(index);
        if &*element.name == "template"
            && let Some((name, _)) = element.text_of("name")
        {
            found.entry(Rc::from(name)).or_insert_with(|| way.clone());
        }
        find_templates(&element.children, way, found);
        way.pop();
    }
}

/// Calls `visit` with each element, in the order of the file.
fn each<'a>(nodes: &'a [Node], visit: &mut dyn FnMut(&'a Markup)) {
    for node in nodes {
        if let Node::Element(element) = node {
            visit(element);
            each(&element.children, visit);
        }
    }
}

fn load(element: &Markup, source: &Rc<Source>, files: &dyn Files) -> Result<Loaded, Fault> {
    let fault = |at, message| Fault { place: Place::new(source, at), message };
    let Some((name, at)) = element.text_of("src") else {
        let message = format!("`<{0}>` has no file: write <{0} src=\"./file.axml\" />", element.name);
        return Err(fault(element.at, message));
    };
    files.read(name, &source.path).map_err(|cause| fault(at, cause))
}

/// The names in `m` or `{a, b: c}`.
fn module_names(text: &str) -> impl Iterator<Item = Rc<str>> {
    let parts = text.trim().trim_start_matches('{').trim_end_matches('}').split(',');
    parts.map(|part| part.rsplit(':').next().unwrap_or(part).trim()).filter(|name| !name.is_empty()).map(Rc::from)
}
