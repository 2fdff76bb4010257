//! Loads each file once and evaluates it in its form.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use boa_engine::builtins::promise::PromiseState;
use boa_engine::module::{Module, ModuleLoader, ModuleRequest, Referrer, SyntheticModuleInitializer};
use boa_engine::object::builtins::JsPromise;
use boa_engine::property::PropertyKey;
use boa_engine::{Context, JsError, JsNativeError, JsObject, JsResult, JsValue, NativeFunction, Source, js_string};
use minihost_bridge::Origin;

use super::arrows::{self, Mended, Shift};
use super::commonjs::{self, WRAPPER_COLUMNS};
use super::failure::LoadFailure;
use super::form::{self, Form};
use super::resolve::{Found, Kind, Resolver, Unresolved};
use super::trampoline::Trampoline;
use super::using;
use crate::engine::Jobs;
use crate::host::Host;
use crate::project::Project;
use crate::uncaught::Position;

/// Stands for what a `browser` field of a package.json leaves out.
const EMPTY: &str = "(nothing)";

/// The modules of one program.
pub(crate) struct Loader {
    root: PathBuf,
    /// The project's folder: where a program without a file of its own would look for packages.
    folder: PathBuf,
    resolver: Resolver,
    jobs: Rc<Jobs>,
    loaded: RefCell<HashMap<PathBuf, Loaded>>,
    /// What stands for scripts and data in the module graph.
    synthetic: RefCell<HashMap<PathBuf, Module>>,
    /// The ES modules whose graph is being loaded: a script in that graph cannot have them yet.
    loading: RefCell<HashSet<PathBuf>>,
    /// The files that were compiled inside of the CommonJS wrapper.
    wrapped: RefCell<HashSet<PathBuf>>,
    /// How far columns have moved in files whose nested arrow functions were mended.
    shifts: RefCell<HashMap<PathBuf, Vec<Shift>>>,
    failures: RefCell<Vec<LoadFailure>>,
    trampoline: Trampoline,
}

#[derive(Clone)]
enum Loaded {
    /// A CommonJS script's `module` object.
    Script(JsObject),
    Module(Module),
    Json(JsValue),
}

impl Loader {
    /// A loader for the files of `project`.
    pub(crate) fn new(project: &Project, jobs: Rc<Jobs>) -> Self {
        let (root, folder) = (project.root().to_owned(), project.folder().to_owned());
        Self {
            resolver: Resolver::new(root.clone(), folder.clone(), project.aliases().to_vec()),
            root,
            folder,
            jobs,
            loaded: RefCell::default(),
            synthetic: RefCell::default(),
            loading: RefCell::default(),
            wrapped: RefCell::default(),
            shifts: RefCell::default(),
            failures: RefCell::default(),
            trampoline: Trampoline::default(),
        }
    }

    /// The file that `specifier` means in a file of the folder `from`.
    pub(crate) fn locate(&self, specifier: &str, from: &Path) -> Option<PathBuf> {
        match self.resolver.resolve(specifier, from, Kind::Require) {
            Ok(Found::File(file)) => Some(file),
            _ => None,
        }
    }

    /// Evaluates the file at `path`, unless that was done before, and returns its exports.
    pub(crate) fn run(&self, path: &Path, context: &mut Context) -> JsResult<JsValue> {
        if self.loading.borrow().contains(path) {
            let name = self.shown(path);
            let message = format!("module cycle: {name} is an ES module that is still being loaded; import it");
            let at = self.caller(context);
            return Err(self.fail(LoadFailure::new(message, at), JsNativeError::error));
        }
        match self.load(path, context)? {
            Loaded::Script(module) => module.get(js_string!("exports"), context),
            Loaded::Json(value) => Ok(value),
            Loaded::Module(module) => {
                self.trampoline.evaluate(&module, context)?;
                Ok(module.namespace(context).into())
            }
        }
    }

    /// What `require(specifier)` returns in the module at `referrer`.
    pub(super) fn require(&self, specifier: &str, referrer: Option<&Path>, context: &mut Context) -> JsResult<JsValue> {
        match self.find(specifier, referrer, Kind::Require, context)? {
            Found::File(path) => self.run(&path, context),
            Found::Empty => Ok(JsObject::with_object_proto(context.intrinsics()).into()),
        }
    }

    /// The module behind an import statement of the module at `referrer`.
    fn import(&self, specifier: &str, referrer: Option<&Path>, context: &mut Context) -> JsResult<Module> {
        let path = match self.find(specifier, referrer, Kind::Import, context)? {
            Found::File(path) => path,
            Found::Empty => {
                let exports = JsObject::with_object_proto(context.intrinsics()).into();
                return self.synthetic(Path::new(EMPTY), &exports, context);
            }
        };
        let exports = match self.load(&path, context)? {
            Loaded::Module(module) => return Ok(module),
            Loaded::Script(module) => module.get(js_string!("exports"), context)?,
            Loaded::Json(value) => value,
        };
        self.synthetic(&path, &exports, context)
    }

    /// The failure that `error` reports, where it came from loading or parsing a module.
    pub(crate) fn failure_behind(&self, error: &JsError, context: &mut Context) -> Option<LoadFailure> {
        let shown = match (error.as_native(), error.as_opaque().and_then(JsValue::as_object)) {
            (Some(native), _) => native.message().to_string(),
            (None, Some(object)) => object.get(js_string!("message"), context).ok()?.as_string()?.to_std_string_lossy(),
            _ => return None,
        };
        self.failures.borrow().iter().rev().find(|failure| failure.text() == shown).cloned()
    }

    /// Takes the wrapper of CommonJS scripts out of the column of a first line.
    pub(crate) fn correct(&self, at: &mut Position) {
        if let Some(shifts) = self.shifts.borrow().get(&at.path) {
            at.column = arrows::original_column(shifts, at.line, at.column);
        }
        if at.line == 1 && self.wrapped.borrow().contains(&at.path) {
            at.column = at.column.saturating_sub(WRAPPER_COLUMNS).max(1);
        }
    }

    /// A file of the project as its own code would name it.
    pub(crate) fn shown<'a>(&self, path: &'a Path) -> std::path::Display<'a> {
        path.strip_prefix(&self.root).unwrap_or(path).display()
    }

    /// The place of the innermost page function that is running.
    pub(crate) fn caller(&self, context: &Context) -> Option<Position> {
        Origin::of_caller(context).map(|origin| self.corrected(origin))
    }

    /// A place that the engine tells, as it is in the file.
    pub(crate) fn corrected(&self, origin: Origin) -> Position {
        let mut at = Position::from(origin);
        self.correct(&mut at);
        at
    }

    fn find(&self, specifier: &str, referrer: Option<&Path>, kind: Kind, context: &Context) -> JsResult<Found> {
        let from = referrer.and_then(Path::parent).unwrap_or(&self.root);
        self.resolver.resolve(specifier, from, kind).map_err(|cause| {
            let at = self.caller(context).or_else(|| {
                referrer.map(|path| import_statement(path, &[format!("'{specifier}'"), format!("\"{specifier}\"")]))
            });
            self.fail(self.unresolved(specifier, cause, at), JsNativeError::error)
        })
    }

    fn unresolved(&self, specifier: &str, cause: Unresolved, at: Option<Position>) -> LoadFailure {
        let name = |path: &Path| path.strip_prefix(&self.folder).unwrap_or(path).display().to_string();
        let (message, tried) = match cause {
            Unresolved::Missing(tried) => (format!("cannot find module '{specifier}'"), tried),
            Unresolved::NoPackage(tried) if is_of_node(specifier) => {
                let hint = "it is one of Node's own modules, which mini-programs do not have; use a package's build for \
                            browsers, or install a package of that name";
                (format!("cannot find package '{specifier}': {hint}"), tried)
            }
            Unresolved::NoPackage(tried) => {
                let hint = "install it with npm in the project's folder, or write './' before the path of a file";
                (format!("cannot find package '{specifier}': {hint}"), tried)
            }
            Unresolved::NotExported(package) => {
                (format!("'{specifier}' is nothing that {} lets others load", name(&package)), Vec::new())
            }
            Unresolved::Outside(path) => {
                (format!("module '{specifier}' is outside of the project: {}", path.display()), Vec::new())
            }
            Unresolved::BadPackage(path, message, line, column) => {
                let at = Position::new(path.clone(), line, column);
                return LoadFailure::new(format!("{} is no JSON: {message}", name(&path)), Some(at));
            }
            Unresolved::Circle => {
                let hint = "resolveAlias in mini.project.json, or a package.json, leads in a circle";
                (format!("cannot find module '{specifier}': {hint}"), Vec::new())
            }
        };
        LoadFailure { message, at, tried }
    }

    fn load(&self, path: &Path, context: &mut Context) -> JsResult<Loaded> {
        if let Some(loaded) = self.loaded.borrow().get(path) {
            return Ok(loaded.clone());
        }
        let source = self.read(path)?;
        match form::of(path, &source) {
            Form::Json => {
                let value = self.parse_json(path, &source, context)?;
                Ok(self.keep(path, Loaded::Json(value)))
            }
            Form::Module => {
                let parsed = self.compile_mended(path, &source, true, |text| {
                    Module::parse(Source::from_bytes(text).with_path(path), None, context)
                });
                let module = parsed.map_err(|error| self.syntax_error(path, &source, 0, &error))?;
                self.loading.borrow_mut().insert(path.to_owned());
                Ok(self.keep(path, Loaded::Module(module)))
            }
            Form::Script => {
                self.wrapped.borrow_mut().insert(path.to_owned());
                let wrapped = commonjs::wrapped(&source);
                let function = self
                    .compile_mended(path, &wrapped, false, |text| commonjs::compile(path, text, context))
                    .map_err(|error| self.syntax_error(path, &source, WRAPPER_COLUMNS, &error))?;
                // Kept before it runs: a cycle sees what is exported so far.
                let module = commonjs::module_object(context)?;
                let loaded = self.keep(path, Loaded::Script(module.clone()));
                if let Err(error) = commonjs::evaluate(&function, &module, context) {
                    self.loaded.borrow_mut().remove(path);
                    return Err(error);
                }
                Ok(loaded)
            }
        }
    }

    /// Compiles the mended source, if it needs that, and notes whose columns have moved. Where mending went wrong and the
    /// text is not legal any more, the source itself is compiled.
    fn compile_mended<T>(
        &self,
        path: &Path,
        source: &str,
        is_module: bool,
        mut compile: impl FnMut(&str) -> JsResult<T>,
    ) -> JsResult<T> {
        if let Some(Mended { source, shifts }) = arrows::mend(source, is_module)
            && let Ok(compiled) = compile(&source)
        {
            self.shifts.borrow_mut().insert(path.to_owned(), shifts);
            return Ok(compiled);
        }
        compile(source).or_else(|error| {
            // Only what could not be compiled is looked at again.
            using::renamed(source).iter().find_map(|text| compile(text).ok()).ok_or(error)
        })
    }

    fn keep(&self, path: &Path, loaded: Loaded) -> Loaded {
        self.loaded.borrow_mut().insert(path.to_owned(), loaded.clone());
        loaded
    }

    #[expect(clippy::disallowed_methods, reason = "this is the module loader; resolve() keeps it inside the project")]
    fn read(&self, path: &Path) -> JsResult<String> {
        let text = std::fs::read_to_string(path).map_err(|cause| {
            let message = format!("cannot read {}: {cause}", path.display());
            self.fail(LoadFailure::new(message, None), JsNativeError::error)
        })?;
        // Neither a byte-order mark nor a `#!` line is code; the line stays, so that the others keep their numbers.
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        Ok(if text.starts_with("#!") { format!("//{text}") } else { text.to_owned() })
    }

    fn parse_json(&self, path: &Path, source: &str, context: &mut Context) -> JsResult<JsValue> {
        let value: serde_json::Value = serde_json::from_str(source).map_err(|error| {
            let message = format!("{} is no JSON: {error}", path.display());
            let at = Position::new(path.to_owned(), error.line(), error.column());
            self.fail(LoadFailure::new(message, Some(at)), JsNativeError::syntax)
        })?;
        JsValue::from_json(&value, context)
    }

    /// Loads what `module` imports, links and evaluates all of it, without running promise jobs of the page.
    pub(super) fn evaluate_now(&self, module: &Module, context: &mut Context) -> JsResult<()> {
        let loading = module.load(context);
        let loaded = self.jobs.drain_loads(context).and_then(|()| settled(&loading, context));
        let linked = loaded.and_then(|()| module.link(context).map_err(|error| self.link_error(module, &error)));
        // From here on the modules can be had, or never can.
        self.loading.borrow_mut().clear();
        linked?;
        let evaluation = module.evaluate(context)?;
        if matches!(evaluation.state(), PromiseState::Pending) {
            let message = "top-level await is not supported in mini-program modules".to_owned();
            let at = module.path().map(|path| Position::new(path.to_owned(), 1, 1));
            return Err(self.fail(LoadFailure::new(message, at), JsNativeError::syntax));
        }
        settled(&evaluation, context)
    }

    /// What linking failed for: an import of a name that the other module does not export.
    fn link_error(&self, module: &Module, error: &JsError) -> JsError {
        let Some(native) = error.as_native() else { return error.clone() };
        let message = native.message().to_string();
        // The engine quotes the name, but does not tell where it stands.
        let name = message.split('`').nth(1).unwrap_or_default();
        let at = module.path().map(|path| import_statement(path, &[name.to_owned()]));
        self.fail(LoadFailure::new(message, at), JsNativeError::syntax)
    }

    /// A module that stands for a script or for data in the module graph: `default` is its exports, and each of
    /// their own keys is a named export.
    fn synthetic(&self, path: &Path, exports: &JsValue, context: &mut Context) -> JsResult<Module> {
        if let Some(module) = self.synthetic.borrow().get(path) {
            return Ok(module.clone());
        }
        let default = js_string!("default");
        let mut names = vec![default.clone()];
        if let Some(object) = exports.as_object() {
            for key in object.own_property_keys(context)? {
                if let PropertyKey::String(name) = key
                    && name != default
                {
                    names.push(name);
                }
            }
        }
        let steps = SyntheticModuleInitializer::from_copy_closure_with_captures(
            |module, (names, exports), context| {
                for name in names {
                    let value = match exports.as_object() {
                        Some(object) if *name != js_string!("default") => object.get(name.clone(), context)?,
                        _ => exports.clone(),
                    };
                    module.set_export(name, value)?;
                }
                Ok(())
            },
            (names.clone(), exports.clone()),
        );
        let module = Module::synthetic(&names, steps, Some(path.to_owned()), None, context);
        self.synthetic.borrow_mut().insert(path.to_owned(), module.clone());
        Ok(module)
    }

    fn syntax_error(&self, path: &Path, source: &str, shift: u32, error: &JsError) -> JsError {
        let shown = error.as_native().map_or_else(|| error.to_string(), |native| native.message().to_string());
        let (message, line, column) = split_position(&shown);
        let lines = u32::try_from(source.lines().count().max(1)).unwrap_or(u32::MAX);
        let (message, line, column) = match (line, column) {
            (Some(1), Some(column)) => (message, 1, column.saturating_sub(shift).max(1)),
            (Some(line), Some(column)) if line <= lines => (message, line, column),
            // The error is in what was put around the source: something in it was never closed.
            _ => {
                let end = source.lines().last().map_or(0, |last| last.chars().count());
                ("unexpected end of the file", lines, u32::try_from(end + 1).unwrap_or(u32::MAX))
            }
        };
        let at = Some(Position { path: path.to_owned(), line, column });
        self.fail(LoadFailure::new(message.to_owned(), at), JsNativeError::syntax)
    }

    fn fail(&self, failure: LoadFailure, kind: fn() -> JsNativeError) -> JsError {
        let error = failure.to_error(kind);
        self.failures.borrow_mut().push(failure);
        error
    }
}

/// The engine's way to the loader of the program that is running.
pub(crate) struct Loaders;

impl ModuleLoader for Loaders {
    async fn load_imported_module(
        self: Rc<Self>,
        referrer: Referrer,
        request: ModuleRequest,
        context: &RefCell<&mut Context>,
    ) -> JsResult<Module> {
        let context = &mut *context.borrow_mut();
        let host = Host::of(context)?;
        host.loader.import(&request.specifier().to_std_string_lossy(), referrer.path(), context)
    }
}

/// The error of a promise that should be settled by now.
fn settled(promise: &JsPromise, context: &mut Context) -> JsResult<()> {
    match promise.state() {
        PromiseState::Fulfilled(_) => Ok(()),
        PromiseState::Rejected(reason) => {
            // The error goes on as a throw; the promise itself is nobody's business any more.
            let ignore = NativeFunction::from_fn_ptr(|_, _, _| Ok(JsValue::undefined()));
            promise.catch(ignore.to_js_function(context.realm()), context)?;
            Err(JsError::from_opaque(reason))
        }
        // Loading never waits, and evaluation was looked at before.
        PromiseState::Pending => Ok(()),
    }
}

/// Whether that is a module of Node's.
fn is_of_node(specifier: &str) -> bool {
    const NAMES: [&str; 20] = [
        "assert",
        "buffer",
        "child_process",
        "crypto",
        "dns",
        "events",
        "fs",
        "http",
        "https",
        "net",
        "os",
        "path",
        "process",
        "querystring",
        "stream",
        "string_decoder",
        "tls",
        "url",
        "util",
        "zlib",
    ];
    specifier.starts_with("node:") || NAMES.contains(&specifier.split('/').next().unwrap_or_default())
}

/// The engine ends the messages of syntax errors with `at line L, col C`.
fn split_position(message: &str) -> (&str, Option<u32>, Option<u32>) {
    let Some((before, place)) = message.rsplit_once(" at line ") else { return (message, None, None) };
    let mut numbers = place.split(", col ").map(|number| number.trim().parse().ok());
    (before, numbers.next().flatten(), numbers.next().flatten())
}

/// Where one of `texts` stands first in the file at `path`: the engine does not tell where an import statement is.
#[expect(clippy::disallowed_methods, reason = "this is the module loader, and the file was loaded already")]
fn import_statement(path: &Path, texts: &[String]) -> Position {
    let source = std::fs::read_to_string(path).unwrap_or_default();
    let found = source.lines().enumerate().find_map(|(line, text)| {
        let column = texts.iter().find_map(|wanted| text.find(wanted.as_str()))?;
        Some((line + 1, text[..column].chars().count() + 1))
    });
    let (line, column) = found.unwrap_or((1, 1));
    Position::new(path.to_owned(), line, column)
}

impl From<Origin> for Position {
    fn from(origin: Origin) -> Self {
        Self { path: origin.path, line: origin.line, column: origin.column }
    }
}
