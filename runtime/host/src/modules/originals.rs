//! The files that people wrote, where what runs was made of them and has a source map.

use std::cell::RefCell;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::source_map::{self, SourceMap};
use crate::uncaught::Position;

/// The maps of a project's files, each read when the first place in its file is asked for.
#[derive(Debug)]
pub(super) struct Originals {
    folder: PathBuf,
    maps: RefCell<HashMap<PathBuf, Option<Rc<SourceMap>>>>,
}

impl Originals {
    /// For the project in `folder` (canonical).
    pub(super) fn new(folder: PathBuf) -> Self {
        Self { folder, maps: RefCell::default() }
    }

    /// Moves a place to what people wrote, where a map tells it; returns the line's text, where the map has that.
    pub(super) fn find(&self, at: &mut Position) -> Option<String> {
        let map = self.map(&at.path)?;
        let original = map.original(at.line, at.column)?;
        // A map may name any file; only those of the project are shown.
        if original.text.is_none() && !original.path.canonicalize().is_ok_and(|real| real.starts_with(&self.folder)) {
            return None;
        }
        let text = original.text.map(str::to_owned);
        *at = Position { path: original.path.to_owned(), line: original.line, column: original.column };
        text
    }

    fn map(&self, path: &Path) -> Option<Rc<SourceMap>> {
        if let Some(known) = self.maps.borrow().get(path) {
            return known.clone();
        }
        let map = self.read(path).map(Rc::new);
        self.maps.borrow_mut().insert(path.to_owned(), map.clone());
        map
    }

    #[expect(clippy::disallowed_methods, reason = "this is the module loader; it reads inside of the project alone")]
    fn read(&self, path: &Path) -> Option<SourceMap> {
        let inside = |path: &Path| path.canonicalize().ok().filter(|real| real.starts_with(&self.folder));
        let source = std::fs::read_to_string(inside(path)?).ok()?;
        let url = source_map::url(&source)?;
        let folder = path.parent()?;
        if url.starts_with("data:") {
            return SourceMap::parse(&source_map::inline(url)?, folder, &self.folder);
        }
        let file = inside(&folder.join(url))?;
        let text = std::fs::read_to_string(&file).ok()?;
        SourceMap::parse(&text, file.parent()?, &self.folder)
    }
}
