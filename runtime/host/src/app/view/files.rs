//! Reads view files, inside of the project alone, and keeps what they parse to.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use minihost_axml::{Bundle, Files, Loaded, Place};

use super::fault::{ViewFault, position};
use crate::host::Host;
use crate::project::{LoadError, Project};

/// The views of a program's pages that were needed so far.
#[derive(Default)]
pub(crate) struct Views {
    bundles: RefCell<HashMap<String, Rc<Bundle>>>,
    /// The files that were read, or were to be.
    read: RefCell<BTreeSet<PathBuf>>,
    /// The places that people were told of.
    told: RefCell<HashSet<String>>,
}

/// The files of a project, as views name them.
struct ProjectFiles<'a> {
    project: &'a Project,
    read: &'a RefCell<BTreeSet<PathBuf>>,
}

impl Files for ProjectFiles<'_> {
    fn read(&self, name: &str, from: &Path) -> Result<Loaded, String> {
        if name.contains("://") {
            return Err(format!("{name} is of a plugin, which is on the platform's servers alone"));
        }
        let path = match name.strip_prefix('/') {
            Some(absolute) => self.project.root().join(absolute),
            None => from.parent().unwrap_or(self.project.root()).join(name),
        };
        let path = if path.extension().is_some() { path } else { path.with_extension("axml") };
        self.load(&path).map_err(|error| error.to_string())
    }
}

impl ProjectFiles<'_> {
    fn load(&self, path: &Path) -> Result<Loaded, LoadError> {
        self.read.borrow_mut().insert(path.to_owned());
        let (path, text) = self.project.view(path)?;
        self.read.borrow_mut().insert(path.clone());
        Ok(Loaded { path, text })
    }
}

impl Views {
    /// The view of the page with that route.
    ///
    /// # Errors
    /// Where it has none, or one that does not parse.
    pub(super) fn bundle(&self, project: &Project, route: &str) -> Result<Rc<Bundle>, ViewFault> {
        if let Some(known) = self.bundles.borrow().get(route) {
            return Ok(Rc::clone(known));
        }
        let path = project.root().join(format!("{route}.axml"));
        let files = ProjectFiles { project, read: &self.read };
        let root = files
            .load(&path)
            .map_err(|error| ViewFault::new(format!("page {route} has no view to look for elements in: {error}")))?;
        let bundle = Rc::new(Bundle::load(root, &files)?);
        self.bundles.borrow_mut().insert(route.to_owned(), Rc::clone(&bundle));
        Ok(bundle)
    }

    /// Every file that was read so far, or was to be.
    pub(crate) fn files_read(&self) -> Vec<PathBuf> {
        self.read.borrow().iter().cloned().collect()
    }

    /// Tells what could not be evaluated, each place once in a program's life.
    pub(super) fn tell(&self, notes: &[(Place, String)], host: &Host) {
        for (place, message) in notes {
            let at = position(place);
            let is_new = self.told.borrow_mut().insert(at.to_string());
            if is_new {
                host.warn_at(message, Some(&at));
            }
        }
    }
}
