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
        changed: Changed,
    },
    /// An ES module that may export through `module.exports`.
    Mixed {
        statements: Statements,
        /// The module with a `module` object of its own.
        text: String,
        changed: Changed,
        may_nest_arrows: bool,
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
            Code::Module { statements, .. } | Code::Mixed { statements, .. } => {
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
        let Some((form, survey)) = look(path, source, is_of_modules) else { return Self::TooDeep };
        let may_nest_arrows = survey.may_nest_arrows();
        let changed = |text: &str| Changed::of(text, may_nest_arrows, counts_rounds);
        match form {
            Form::Json => Self::Data,
            Form::Module => {
                // What imports nothing needs no second look: such files may be large.
                let imports = source.contains("import") || source.contains("from");
                let statements = if imports { statements::read(source) } else { Statements::default() };
                // By its name an `.mjs` file is an ES module and nothing else.
                let may_mix = statements.is_mixed && !statements.has_exports && !follows_node(path, is_of_modules);
                if may_mix && (source.contains("module.exports") || source.contains("exports.")) {
                    let text = commonjs::with_module_object(source);
                    let changed = changed(&text);
                    return Self::Mixed { statements, text, changed, may_nest_arrows };
                }
                Self::Module { statements, changed: changed(source) }
            }
            Form::Script => {
                let wrapped = commonjs::wrapped(source);
                let changed = changed(&wrapped);
                Self::Script { wrapped, changed }
            }
        }
    }
}

/// The form of the file at `path` with that code, and what else one walk over it tells; nothing is walked over for JSON. `None`
/// where code is nested too deeply for the parser.
pub(super) fn look(path: &Path, source: &str, is_of_modules: bool) -> Option<(Form, Survey)> {
    let survey = LazyCell::new(|| Survey::of(source));
    match form::of(path, is_of_modules, || survey.has_module_statement) {
        Form::Json => Some((Form::Json, Survey::default())),
        form => (!survey.is_too_deep).then_some((form, *survey)),
    }
}

/// Whether the file at `path` is an ES module by its name or its package, as Node tells it.
pub(super) fn follows_node(path: &Path, is_of_modules: bool) -> bool {
    is_of_modules || path.extension().is_some_and(|extension| extension == "mjs")
}
