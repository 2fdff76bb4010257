//! What a rule is.

use std::ops::Range;
use std::path::{Path, PathBuf};

use minihost_runtime::Layout;

use crate::Settings;
use crate::facts::{Facts, Spot};
use crate::finding::Severity;
use crate::graph::{File, Graph};
use crate::manifest::Manifest;
use crate::text;

/// Something that is looked for.
#[derive(Debug)]
pub struct Rule {
    /// What reports, `--rule` and comments call it.
    pub id: &'static str,
    /// How bad what it finds is, unless `--rule` says otherwise.
    pub severity: Severity,
    /// What it finds, in one sentence.
    pub summary: &'static str,
    pub(crate) check: fn(&Checked<'_>, &mut Vec<Draft>),
}

/// What rules look at.
#[derive(Debug)]
pub(crate) struct Checked<'a> {
    pub(crate) layout: Layout,
    pub(crate) manifest: Manifest,
    pub(crate) graph: Graph,
    pub(crate) settings: &'a Settings,
}

/// What a rule found, before it is known whether that counts.
#[derive(Debug)]
pub(crate) struct Draft {
    pub(crate) file: PathBuf,
    pub(crate) span: Range<usize>,
    pub(crate) message: String,
    pub(crate) help: Option<String>,
    pub(crate) tried: Vec<PathBuf>,
    /// How bad it is, where that is not as bad as usual.
    pub(crate) severity: Option<Severity>,
}

impl Draft {
    pub(crate) fn new(file: &Path, span: Range<usize>, message: String) -> Self {
        Self { file: file.to_owned(), span, message, help: None, tried: Vec::new(), severity: None }
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    pub(crate) fn tried(mut self, tried: &[PathBuf]) -> Self {
        self.tried = tried.to_vec();
        self
    }

    pub(crate) fn severity(mut self, severity: Severity) -> Self {
        self.severity = Some(severity);
        self
    }
}

impl Checked<'_> {
    /// The project's own modules that are loaded and can be parsed.
    pub(crate) fn own(&self) -> impl Iterator<Item = Code<'_>> {
        self.graph.files.iter().filter(|(_, file)| file.is_own && file.is_loaded).filter_map(|(path, file)| {
            let facts = file.facts.as_ref().ok()?;
            Some(Code { path, file, facts })
        })
    }

    /// A module.
    pub(crate) fn code(&self, path: &Path) -> Option<Code<'_>> {
        let (path, file) = self.graph.files.get_key_value(path)?;
        Some(Code { path, file, facts: file.facts.as_ref().ok()? })
    }

    /// The text of a file that was read.
    pub(crate) fn text(&self, path: &Path) -> &str {
        let app = self.manifest.file.as_ref().filter(|(file, _)| file == path).map(|(_, text)| text.as_str());
        app.or_else(|| self.graph.text(path)).unwrap_or_default()
    }

    /// A file as people of the project call it.
    pub(crate) fn shown<'a>(&self, path: &'a Path) -> std::path::Display<'a> {
        path.strip_prefix(&self.layout.folder).unwrap_or(path).display()
    }
}

/// A module and what is known of it.
#[derive(Clone, Copy)]
pub(crate) struct Code<'a> {
    pub(crate) path: &'a Path,
    pub(crate) file: &'a File,
    pub(crate) facts: &'a Facts,
}

impl Code<'_> {
    /// Something found at a place in it.
    pub(crate) fn draft(&self, at: Spot, message: String) -> Draft {
        Draft::new(self.path, text::bytes(&self.file.text, at), message)
    }
}
