//! A project's code, for who reads it and never runs it: `minihost check`.
//!
//! What is code, which form it has, and where a specifier leads, are told by what loads modules when a program runs, so that
//! both say the same.

use std::path::{Path, PathBuf};

use super::failure::LoadFailure;
use super::resolve::{Found, Kind, Resolver};
use super::{commonjs, imports, prepared, statements, syntax, unresolved, using};
use crate::project::Layout;

pub use super::form::Form;
pub use super::nesting::TOO_DEEP;

/// How a file asks for another one: packages may answer differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// With an `import` or `export … from` statement.
    Import,
    /// With `require`.
    Require,
}

/// Finds the files of a project (FW-2).
#[derive(Debug)]
pub struct Finder {
    resolver: Resolver,
    folder: PathBuf,
}

impl Finder {
    /// A finder for the project that lies like this.
    #[must_use]
    pub fn new(layout: &Layout) -> Self {
        let (root, folder) = (layout.root.clone(), layout.folder.clone());
        Self { resolver: Resolver::new(root, folder.clone(), layout.aliases.clone()), folder }
    }

    /// Whether the file at `path` belongs to a package that says that its `.js` files are ES modules.
    #[must_use]
    pub fn is_of_modules(&self, path: &Path) -> bool {
        self.resolver.is_of_modules(path)
    }

    /// The file that `specifier` means in a file of the folder `from`, links followed; `None` where a package says that it
    /// is nothing, on purpose.
    ///
    /// # Errors
    /// Where it leads to no file of the project: why, and what was tried. It has a place only where a package.json is to
    /// blame.
    pub fn find(&self, specifier: &str, from: &Path, how: How) -> Result<Option<PathBuf>, LoadFailure> {
        let kind = match how {
            How::Import => Kind::Import,
            How::Require => Kind::Require,
        };
        match self.resolver.resolve(specifier, from, kind) {
            Ok(Found::File(file)) => Ok(Some(file)),
            Ok(Found::Empty) => Ok(None),
            Err(cause) => Err(unresolved::failure(specifier, cause, None, &self.folder)),
        }
    }
}

/// The form of the file at `path` with that text; what [`Finder::is_of_modules`] says of it. `None` where code is nested so
/// deeply that the parser would run out of its stack: no run loads it then.
#[must_use]
pub fn form(path: &Path, text: &str, is_of_modules: bool) -> Option<Form> {
    prepared::look(path, text, is_of_modules).map(|(form, _)| form)
}

/// The code of a file with that text: without a byte-order mark, and with its `#!` line as a comment.
#[must_use]
pub fn of_text(text: String) -> String {
    syntax::code(text)
}

/// What an ES module imports and where each specifier stands first, in bytes, in the order of the text.
#[must_use]
pub fn requests(text: &str) -> Vec<(String, usize)> {
    let requests = statements::read(text).requests;
    let mut requests: Vec<_> = requests.into_iter().map(|(specifier, request)| (specifier, request.at)).collect();
    requests.sort_by_key(|(_, at)| *at);
    requests
}

/// A script as it is compiled, in a function of its own that begins on its first line; and how far that moves the columns
/// of this line.
#[must_use]
pub fn wrapped(text: &str) -> (String, u32) {
    (commonjs::wrapped(text), commonjs::WRAPPER_COLUMNS)
}

/// Texts to try where one does not parse: with what it imports as `of` or `async` written as the parser takes it, and with
/// its variables named `using` called something else.
#[must_use]
pub fn alternatives(text: &str) -> Vec<String> {
    let Some(mended) = imports::mend(text) else { return using::renamed(text) };
    let renamed = using::renamed(&mended.source);
    std::iter::once(mended.source).chain(renamed).collect()
}

/// What is wrong in `text`, with the line and the column (from 1, in characters), from the parser's message; the columns of
/// the first line were moved by `shift`.
#[must_use]
pub fn syntax_error(message: &str, text: &str, shift: u32) -> (String, u32, u32) {
    let (message, line, column) = syntax::place(message, text, shift);
    (message.to_owned(), line, column)
}
