//! A file's code, read and looked at, before the engine sees it. Nothing of this needs the engine.

use std::cell::LazyCell;
use std::io;
use std::path::Path;

use super::changed::Changed;
use super::commonjs;
use super::form::{self, Form};
use super::resolve::{Kind, Resolver};
use super::scanner;
use super::statements::{self, Statements};
use super::survey::Survey;
use super::syntax;

/// A file that can be compiled.
#[derive(Debug)]
pub(super) struct Prepared {
    /// Its code, as people wrote it.
    pub(super) source: String,
    pub(super) code: Code,
}

/// What is compiled.
#[derive(Debug)]
pub(super) enum Code {
    /// JSON.
    Data,
    /// Nothing: it is nested too deeply for the parser.
    TooDeep,
    Module {
        statements: Statements,
        may_nest_arrows: bool,
        changed: Changed,
    },
    Script {
        /// The script in a function of its own.
        wrapped: String,
        changed: Changed,
    },
}

impl Prepared {
    /// Reads and prepares the file at `path`, which a resolver has found.
    ///
    /// # Errors
    /// Where it cannot be read, or is no UTF-8.
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the module loader; the resolver keeps it inside the project"
    )]
    pub(super) fn read(path: &Path, resolver: &Resolver, counts_rounds: bool) -> io::Result<Self> {
        let source = syntax::code(std::fs::read_to_string(path)?);
        Ok(Self::new(path, source, resolver.is_of_modules(path), counts_rounds))
    }

    /// Prepares the file at `path` with that code. `is_of_modules`: its package says that its `.js` files are ES modules;
    /// `counts_rounds`: each loop is to count its rounds.
    fn new(path: &Path, source: String, is_of_modules: bool, counts_rounds: bool) -> Self {
        let code = Code::of(path, &source, is_of_modules, counts_rounds);
        Self { source, code }
    }

    /// What it asks for as soon as it runs, as far as its text says so: specifiers, in the order of the text. Some may stand in
    /// comments, or where nothing comes by.
    pub(super) fn requests(&self) -> Vec<(String, Kind)> {
        let mut requests: Vec<_> = match &self.code {
            Code::Data | Code::TooDeep => return Vec::new(),
            Code::Module { statements, .. } => {
                let requests = statements.requests.iter();
                requests.map(|(specifier, request)| (request.at, specifier.as_str(), Kind::Import)).collect()
            }
            Code::Script { .. } => Vec::new(),
        };
        requests.extend(required(&self.source).map(|(at, specifier)| (at, specifier, Kind::Require)));
        requests.sort_unstable_by_key(|(at, ..)| *at);
        requests.into_iter().map(|(_, specifier, kind)| (specifier.to_owned(), kind)).collect()
    }
}

/// The texts that `require` is called with, and where they stand.
fn required(source: &str) -> impl Iterator<Item = (usize, &str)> {
    scanner::places(source, "require(").filter_map(|at| {
        let at = at + "require(".len();
        let rest = &source[at..];
        let quote = rest.chars().next().filter(|quote| matches!(quote, '\'' | '"'))?;
        let (specifier, after) = rest[1..].split_once(quote)?;
        let is_plain = !specifier.contains(['\\', '\n']) && after.trim_start().starts_with(')');
        is_plain.then_some((at, specifier))
    })
}

impl Code {
    fn of(path: &Path, source: &str, is_of_modules: bool, counts_rounds: bool) -> Self {
        let survey = LazyCell::new(|| Survey::of(source));
        let form = form::of(path, is_of_modules, || survey.has_module_statement);
        match form {
            Form::Json => Self::Data,
            _ if survey.is_too_deep => Self::TooDeep,
            Form::Module => {
                // What imports nothing needs no second look: such files may be large.
                let imports = source.contains("import") || source.contains("from");
                let may_nest_arrows = survey.may_nest_arrows();
                Self::Module {
                    statements: if imports { statements::read(source) } else { Statements::default() },
                    may_nest_arrows,
                    changed: Changed::of(source, may_nest_arrows, counts_rounds),
                }
            }
            Form::Script => {
                let wrapped = commonjs::wrapped(source);
                let changed = Changed::of(&wrapped, survey.may_nest_arrows(), counts_rounds);
                Self::Script { wrapped, changed }
            }
        }
    }
}
