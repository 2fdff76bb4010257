//! Loads each file once and evaluates it in its form.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use boa_engine::builtins::promise::PromiseState;
use boa_engine::module::{Module, ModuleLoader, ModuleRequest, Referrer, SyntheticModule, SyntheticModuleInitializer};
use boa_engine::object::builtins::JsPromise;
use boa_engine::{
    Context, JsError, JsNativeError, JsObject, JsResult, JsString, JsValue, NativeFunction, Script, Source, js_string,
};
use minihost_bridge::{Origin, heap};

use super::ahead::Ahead;
use super::changed::Changed;
use super::commonjs::{self, WRAPPER_COLUMNS};
use super::discarded::{self, Discarded};
use super::dynamic;
use super::failure::LoadFailure;
use super::graph::{Graph, Stage};
use super::lines::Lines;
use super::mend::{self, Shift};
use super::nesting::TOO_DEEP;
use super::originals::Originals;
use super::prepared::{self, Code, Prepared};
use super::resolve::{Found, Kind, Resolver};
use super::statements::Statements;
use super::syntax;
use super::synthetic;
use super::trampoline::Trampoline;
use super::typed::Typed;
use super::unresolved;
use super::using;
use crate::engine::Agent;
use crate::host::Host;
use crate::project::Project;
use crate::uncaught::Position;

/// After so many bytes of code the heap is given room for what the engine makes of the last and the next ones,
const MUCH_CODE: usize = 64 << 10;

/// which is so many times as large.
const GROWTH: usize = 32;

/// Stands for what a `browser` field of a package.json leaves out.
const EMPTY: &str = "(nothing)";

/// The modules of one program.
pub(crate) struct Loader {
    root: PathBuf,
    /// The project's folder: where a program without a file of its own would look for packages.
    folder: PathBuf,
    resolver: Resolver,
    /// What prepares files before they are asked for, where there are many.
    ahead: RefCell<Option<Ahead>>,
    /// Whether `import()` loads anything.
    may_import_late: bool,
    agent: Rc<Agent>,
    loaded: RefCell<HashMap<PathBuf, Loaded>>,
    graph: Graph,
    /// What the ES modules import, by importer and specifier.
    wanted: RefCell<HashMap<PathBuf, HashMap<String, Wanted>>>,
    /// What stands for scripts and data in the module graph; for importers that follow Node it is another module.
    whole: RefCell<HashMap<(PathBuf, bool), Module>>,
    /// What stands for scripts that run when the importer is evaluated, by importer and specifier.
    lazy: RefCell<HashMap<(PathBuf, String), Module>>,
    parts: RefCell<Vec<Rc<Part>>>,
    /// Those of `lazy` whose scripts threw: their promises are nobody's business.
    failed: RefCell<Vec<(PathBuf, String)>>,
    /// What `require` returns for ES modules.
    required: RefCell<HashMap<PathBuf, JsObject>>,
    /// The files that were compiled inside of the CommonJS wrapper.
    wrapped: RefCell<HashSet<PathBuf>>,
    /// The ES modules that have got a `module` object.
    prefixed: RefCell<HashSet<PathBuf>>,
    /// How far columns have moved in files that were mended, the last mending first.
    shifts: RefCell<HashMap<PathBuf, Vec<Vec<Shift>>>>,
    originals: Originals,
    /// Where results are not looked at.
    pub(crate) discarded: Discarded,
    /// What was typed into the running program, by the files that stand for it.
    typed: RefCell<HashMap<PathBuf, String>>,
    failures: RefCell<Vec<LoadFailure>>,
    /// Every file that was read, or was to be.
    read: RefCell<BTreeSet<PathBuf>>,
    /// Bytes of code since there was room for it.
    without_room: Cell<usize>,
    trampoline: Trampoline,
}

#[derive(Clone)]
enum Loaded {
    Script(Rc<LoadedScript>),
    Module(Module),
    /// An ES module that exports through `module.exports`: the module, and its `module` object.
    Mixed(Module, JsObject),
    Json(JsValue),
}

/// A CommonJS script.
struct LoadedScript {
    /// Its `module` object.
    module: JsObject,
    /// What runs it, until it has run.
    function: Cell<Option<JsObject>>,
    is_running: Cell<bool>,
}

/// What a module imports from one specifier.
struct Wanted {
    at: Position,
    /// `None` is everything.
    names: Option<Vec<String>>,
}

/// What an ES module imports by name from a script.
struct Part {
    importer: PathBuf,
    specifier: String,
    script: PathBuf,
    names: Vec<JsString>,
    at: Position,
}

impl Loader {
    /// A loader for the files of `project`.
    pub(crate) fn new(project: &Project, may_import_late: bool, agent: Rc<Agent>) -> Self {
        let (root, folder) = (project.root().to_owned(), project.folder().to_owned());
        Self {
            resolver: Resolver::new(root.clone(), folder.clone(), project.aliases().to_vec()),
            originals: Originals::new(folder.clone()),
            ahead: RefCell::default(),
            root,
            folder,
            may_import_late,
            agent,
            loaded: RefCell::default(),
            graph: Graph::default(),
            wanted: RefCell::default(),
            whole: RefCell::default(),
            lazy: RefCell::default(),
            parts: RefCell::default(),
            failed: RefCell::default(),
            required: RefCell::default(),
            wrapped: RefCell::default(),
            prefixed: RefCell::default(),
            shifts: RefCell::default(),
            discarded: Discarded::default(),
            typed: RefCell::default(),
            failures: RefCell::default(),
            read: RefCell::default(),
            without_room: Cell::default(),
            trampoline: Trampoline::default(),
        }
    }

    /// Has the files prepared that these specifiers mean in the project's root, with those that they ask for.
    pub(crate) fn go_ahead(&self, specifiers: Vec<String>) {
        let ahead = Ahead::start(self.resolver.another(), specifiers, self.agent.rounds.are_limited());
        *self.ahead.borrow_mut() = Some(ahead);
    }

    /// What follows is loaded when it is asked for.
    pub(crate) fn stay(&self) {
        self.ahead.take();
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
        self.run_for(None, path, context)
    }

    /// The same, asked for by the file `asker`.
    fn run_for(&self, asker: Option<&Path>, path: &Path, context: &mut Context) -> JsResult<JsValue> {
        let stage = self.graph.stage(path);
        if stage == Some(Stage::Loading) {
            return Err(self.cycle(path, context));
        }
        self.graph.enter(asker);
        let is_new = !self.loaded.borrow().contains_key(path);
        let before = is_new.then(|| self.agent.heart.entered()).filter(|before| !before.is_empty());
        if is_new {
            self.agent.heart.enter(format_args!("loading {}", self.shown(path)).into());
        }
        let result = self.run_entered(path, stage, context);
        if let Some(before) = before {
            // The one that asked goes on.
            self.agent.heart.enter(format_args!("{before}").into());
        }
        self.graph.leave();
        result
    }

    fn run_entered(&self, path: &Path, stage: Option<Stage>, context: &mut Context) -> JsResult<JsValue> {
        // A module that waits for the asker is as far as it is; it goes on when the asker has ended.
        let is_waiting = stage.is_some() && self.graph.waiting().contains(path);
        match self.load(path, context)? {
            Loaded::Script(script) => {
                self.run_script(path, &script, context)?;
                script.module.get(js_string!("exports"), context)
            }
            Loaded::Json(value) => Ok(value),
            Loaded::Mixed(module, object) => {
                if !is_waiting {
                    self.graph.begin(path);
                    self.trampoline.evaluate(&module, context)?;
                }
                object.get(js_string!("exports"), context)
            }
            Loaded::Module(module) => {
                if !is_waiting {
                    self.trampoline.evaluate(&module, context)?;
                }
                if let Some(known) = self.required.borrow().get(path) {
                    return Ok(known.clone().into());
                }
                let required = synthetic::required(&module.namespace(context), context)?;
                self.required.borrow_mut().insert(path.to_owned(), required.clone());
                Ok(required.into())
            }
        }
    }

    fn run_script(&self, path: &Path, script: &LoadedScript, context: &mut Context) -> JsResult<()> {
        let Some(function) = script.function.take() else { return Ok(()) };
        script.is_running.set(true);
        let result = commonjs::evaluate(&function, &script.module, context);
        script.is_running.set(false);
        if result.is_err() {
            self.loaded.borrow_mut().remove(path);
        }
        result
    }

    fn cycle(&self, path: &Path, context: &Context) -> JsError {
        let name = self.shown(path);
        let message = format!("module cycle: {name} is an ES module that is still being loaded; import it");
        let at = self.caller(context);
        self.fail(LoadFailure::new(message, at), JsNativeError::error)
    }

    /// What `require(specifier)` returns in the module at `referrer`.
    pub(super) fn require(&self, specifier: &str, referrer: Option<&Path>, context: &mut Context) -> JsResult<JsValue> {
        if specifier == commonjs::OWN_MODULE {
            // Only what was put before a file's text can ask for this.
            let own = referrer.and_then(|path| self.loaded.borrow().get(path).cloned());
            return Ok(if let Some(Loaded::Mixed(_, object)) = own { object.into() } else { JsValue::undefined() });
        }
        match self.find(specifier, referrer, Kind::Require, context)? {
            Found::File(path) => {
                self.graph.connect(referrer, &path);
                self.run_for(referrer, &path, context)
            }
            Found::Empty => Ok(JsObject::with_object_proto(context.intrinsics()).into()),
        }
    }

    /// The module behind an import statement of the module at `referrer`.
    fn import(&self, specifier: &str, referrer: Option<&Path>, context: &mut Context) -> JsResult<Module> {
        if !self.may_import_late && !self.is_stated(specifier, referrer) {
            let at = referrer.map(|path| dynamic::place(path, specifier));
            let message =
                format!("import() of '{specifier}': mini-programs have no dynamic import; write import or require");
            return Err(self.fail(LoadFailure::new(message, at), JsNativeError::error));
        }
        let follows_node = referrer.is_some_and(|referrer| self.follows_node(referrer));
        let path = match self.find(specifier, referrer, Kind::Import, context)? {
            Found::File(path) => path,
            Found::Empty => {
                let exports = JsObject::with_object_proto(context.intrinsics()).into();
                return self.whole(Path::new(EMPTY), &exports, follows_node, context);
            }
        };
        self.graph.connect(referrer, &path);
        // A large graph takes its time.
        self.agent.heart.beat();
        let loaded = self.load(&path, context)?;
        if let Loaded::Module(module) = loaded {
            return Ok(module);
        }
        if !matches!(loaded, Loaded::Json(_))
            && let Some(importer) = referrer
            && let Some(module) = self.lazy(importer, specifier, &path, context)
        {
            return Ok(module);
        }
        // Which names there are is known only when it has run.
        let exports = self.run_for(referrer, &path, context)?;
        self.whole(&path, &exports, follows_node, context)
    }

    /// Whether an `import` or `export … from` statement of the module at `referrer` names `specifier`.
    fn is_stated(&self, specifier: &str, referrer: Option<&Path>) -> bool {
        let wanted = self.wanted.borrow();
        referrer.and_then(|path| wanted.get(path)).is_some_and(|wanted| wanted.contains_key(specifier))
    }

    /// A module that runs the script when it is evaluated itself, in the order of the importer's statements; `None` where
    /// the names that the importer wants are not known.
    fn lazy(&self, importer: &Path, specifier: &str, script: &Path, context: &mut Context) -> Option<Module> {
        let key = (importer.to_owned(), specifier.to_owned());
        if let Some(module) = self.lazy.borrow().get(&key) {
            return Some(module.clone());
        }
        let wanted = self.wanted.borrow();
        let wanted = wanted.get(importer)?.get(specifier)?;
        let mut names: Vec<JsString> =
            wanted.names.as_ref()?.iter().map(|name| JsString::from(name.as_str())).collect();
        names.sort();
        names.dedup();
        let part = Part {
            importer: importer.to_owned(),
            specifier: specifier.to_owned(),
            script: script.to_owned(),
            names: names.clone(),
            at: wanted.at.clone(),
        };
        let index = self.parts.borrow().len();
        self.parts.borrow_mut().push(Rc::new(part));
        let steps = SyntheticModuleInitializer::from_copy_closure(move |module, context| {
            Host::of(context)?.loader.fill(module, index, context)
        });
        let module = Module::synthetic(&names, steps, Some(script.to_owned()), None, context);
        self.lazy.borrow_mut().insert(key, module.clone());
        Some(module)
    }

    /// Runs the script that a lazy module stands for, and gives the importer what it wants.
    fn fill(&self, module: &SyntheticModule, index: usize, context: &mut Context) -> JsResult<()> {
        let Some(part) = self.parts.borrow().get(index).cloned() else { return Ok(()) };
        let filled = self.run_for(Some(&part.importer), &part.script, context).and_then(|exports| {
            synthetic::fill(module, &part.names, &exports, self.follows_node(&part.importer), context)
        });
        let missing = filled.inspect_err(|_| {
            self.failed.borrow_mut().push((part.importer.clone(), part.specifier.clone()));
        })?;
        let is_running = match self.loaded.borrow().get(&part.script) {
            Some(Loaded::Script(script)) => script.is_running.get(),
            _ => self.graph.stage(&part.script).is_some(),
        };
        // In a cycle it may come yet.
        for name in missing.iter().filter(|_| !is_running) {
            let name = name.to_std_string_lossy();
            let message = format!("'{}' does not export '{name}'; it is undefined", part.specifier);
            Host::of(context)?.warn_at(&message, Some(&part.at));
        }
        Ok(())
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
        for shifts in self.shifts.borrow().get(&at.path).into_iter().flatten() {
            at.column = mend::original_column(shifts, at.line, at.column);
        }
        if at.line == 1 && self.wrapped.borrow().contains(&at.path) {
            at.column = at.column.saturating_sub(WRAPPER_COLUMNS).max(1);
        }
        if at.line == 1 && self.prefixed.borrow().contains(&at.path) {
            at.column = at.column.saturating_sub(commonjs::MODULE_OBJECT_COLUMNS).max(1);
        }
    }

    /// Every file that was read so far, or was to be.
    pub(crate) fn files_read(&self) -> Vec<PathBuf> {
        self.read.borrow().iter().cloned().collect()
    }

    /// Moves a corrected place to the file that people wrote, where a source map tells it; returns the line's text, where
    /// the map has that.
    pub(crate) fn original(&self, at: &mut Position) -> Option<String> {
        if let Some(text) = self.typed.borrow().get(&at.path) {
            at.path = at.path.file_name().map(PathBuf::from).unwrap_or_default();
            let line = usize::try_from(at.line).unwrap_or(1);
            return text.lines().nth(line.saturating_sub(1)).map(str::to_owned);
        }
        self.originals.find(at)
    }

    /// The name of what is typed next, in messages.
    pub(crate) fn next_typed(&self) -> PathBuf {
        PathBuf::from(format!("typed-{}", self.typed.borrow().len() + 1))
    }

    /// Compiles the text that a person typed, with [`next_typed`](Self::next_typed) for a name.
    pub(crate) fn compile_typed(&self, text: &str, typed: &Typed, context: &mut Context) -> JsResult<Script> {
        // In the project's folder, so that `require` finds what it would find in a file there.
        let path = self.root.join(self.next_typed());
        self.typed.borrow_mut().insert(path.clone(), text.to_owned());
        let changed = Changed::of(&typed.script, true, self.agent.rounds.are_limited());
        let script = self.compile(&path, &typed.script, changed, |text| {
            Script::parse(Source::from_bytes(text).with_path(&path), None, context)
        })?;
        self.shifts.borrow_mut().entry(path).or_default().push(typed.shifts.clone());
        Ok(script)
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
        if let Some(found) = self.ahead.borrow().as_ref().and_then(|ahead| ahead.find(specifier, from, kind)) {
            return Ok(found);
        }
        self.resolver.resolve(specifier, from, kind).map_err(|cause| {
            let at = self.caller(context).filter(|_| kind == Kind::Require).or_else(|| {
                let path = referrer?;
                let wanted = self.wanted.borrow();
                let at = wanted.get(path).and_then(|wanted| wanted.get(specifier)).map(|wanted| wanted.at.clone());
                let quoted = || import_statement(path, &[format!("'{specifier}'"), format!("\"{specifier}\"")]);
                Some(at.unwrap_or_else(quoted))
            });
            self.fail(unresolved::failure(specifier, cause, at, &self.folder), JsNativeError::error)
        })
    }

    fn follows_node(&self, path: &Path) -> bool {
        prepared::follows_node(path, self.resolver.is_of_modules(path))
    }

    fn load(&self, path: &Path, context: &mut Context) -> JsResult<Loaded> {
        if let Some(loaded) = self.loaded.borrow().get(path) {
            return Ok(loaded.clone());
        }
        let Prepared { source, code } = self.prepare(path)?;
        match code {
            Code::TooDeep => {
                let at = Some(Position { path: path.to_owned(), line: 1, column: 1 });
                Err(self.fail(LoadFailure::new(TOO_DEEP.to_owned(), at), JsNativeError::syntax))
            }
            Code::Data => {
                let value = self.parse_json(path, &source, context)?;
                Ok(self.keep(path, Loaded::Json(value)))
            }
            Code::Module { statements, changed } => self.load_module(path, &source, statements, changed, context),
            Code::Mixed { statements, text, changed, may_nest_arrows } => {
                let Ok(module) = self.compile(path, &text, changed, |text| parse_module(path, text, context)) else {
                    // A file that declares these names itself does not compile like that.
                    let changed = Changed::of(&source, may_nest_arrows, self.agent.rounds.are_limited());
                    return self.load_module(path, &source, statements, changed, context);
                };
                self.prefixed.borrow_mut().insert(path.to_owned());
                let object = commonjs::module_object(context)?;
                self.wanted.borrow_mut().insert(path.to_owned(), wanted(path, &source, statements));
                Ok(self.keep(path, Loaded::Mixed(module, object)))
            }
            Code::Script { wrapped, changed } => {
                self.wrapped.borrow_mut().insert(path.to_owned());
                let function = self
                    .compile(path, &wrapped, changed, |text| commonjs::compile(path, text, context))
                    .map_err(|error| self.syntax_error(path, &source, WRAPPER_COLUMNS, &error))?;
                // Kept before it runs: a cycle sees what is exported so far.
                let module = commonjs::module_object(context)?;
                let (function, is_running) = (Cell::new(Some(function)), Cell::new(false));
                Ok(self.keep(path, Loaded::Script(Rc::new(LoadedScript { module, function, is_running }))))
            }
        }
    }

    fn load_module(
        &self,
        path: &Path,
        source: &str,
        statements: Statements,
        changed: Changed,
        context: &mut Context,
    ) -> JsResult<Loaded> {
        let module = self
            .compile(path, source, changed, |text| parse_module(path, text, context))
            .map_err(|error| self.syntax_error(path, source, 0, &error))?;
        self.wanted.borrow_mut().insert(path.to_owned(), wanted(path, source, statements));
        self.graph.begin(path);
        Ok(self.keep(path, Loaded::Module(module)))
    }

    /// Compiles the changed text, and notes whose columns have moved. Where the changes have made an illegal text of a legal
    /// one, `source` itself is compiled.
    fn compile<T>(
        &self,
        path: &Path,
        source: &str,
        changed: Changed,
        mut compile: impl FnMut(&str) -> JsResult<T>,
    ) -> JsResult<T> {
        let text = changed.text(source);
        let (compiled, renamed) = match compile_renamed(text, &mut compile) {
            Ok(compiled) => {
                if !changed.shifts.is_empty() {
                    self.shifts.borrow_mut().insert(path.to_owned(), changed.shifts);
                }
                compiled
            }
            Err(error) if changed.shifts.is_empty() => return Err(error),
            Err(_) => {
                let (compiled, renamed) = compile_renamed(source, &mut compile)?;
                (compiled, renamed.or_else(|| Some(source.to_owned())))
            }
        };
        // The result of what was typed is shown.
        if !self.typed.borrow().contains_key(path) {
            self.discarded.note(path, renamed.map_or(changed.places, |text| discarded::places(&text)));
        }
        Ok(compiled)
    }

    fn keep(&self, path: &Path, loaded: Loaded) -> Loaded {
        self.loaded.borrow_mut().insert(path.to_owned(), loaded.clone());
        loaded
    }

    fn prepare(&self, path: &Path) -> JsResult<Prepared> {
        self.read.borrow_mut().insert(path.to_owned());
        let prepared = match self.ahead.borrow().as_ref().and_then(|ahead| ahead.take(path)) {
            Some(prepared) => prepared,
            None => Prepared::read(path, &self.resolver, self.agent.rounds.are_limited()).map_err(|cause| {
                let message = format!("cannot read {}: {cause}", path.display());
                self.fail(LoadFailure::new(message, None), JsNativeError::error)
            })?,
        };
        self.make_room(prepared.source.len());
        Ok(prepared)
    }

    /// What the engine makes of code is many times as large as its text; little code finds what a program starts with.
    fn make_room(&self, bytes: usize) {
        let bytes = self.without_room.get() + bytes;
        let is_enough = bytes < MUCH_CODE;
        self.without_room.set(if is_enough { bytes } else { 0 });
        if !is_enough {
            heap::make_room_for(bytes.saturating_mul(GROWTH));
        }
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
        self.agent.jobs.drain_loads(context).and_then(|()| settled(&loading, context))?;
        // The engine cannot evaluate a module that needs one whose evaluation waits.
        if let Some(other) = module.path().and_then(|path| self.graph.cycle(path)) {
            return Err(self.cycle(&other, context));
        }
        module.link(context).map_err(|error| self.link_error(module, &error))?;
        self.graph.linked();
        let evaluation = module.evaluate(context)?;
        if matches!(evaluation.state(), PromiseState::Pending) {
            let message = "top-level await is not supported in mini-program modules".to_owned();
            let at = module.path().map(|path| Position::new(path.to_owned(), 1, 1));
            return Err(self.fail(LoadFailure::new(message, at), JsNativeError::syntax));
        }
        let failed = std::mem::take(&mut *self.failed.borrow_mut());
        for key in failed {
            let module = self.lazy.borrow_mut().remove(&key);
            if let Some(module) = module {
                // Its promise is the one that it was evaluated with; the error goes on in the importer's.
                let evaluation = module.evaluate(context)?;
                drop(settled(&evaluation, context));
            }
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

    /// A module that stands for something that has been evaluated.
    fn whole(&self, path: &Path, exports: &JsValue, follows_node: bool, context: &mut Context) -> JsResult<Module> {
        let key = (path.to_owned(), follows_node);
        if let Some(module) = self.whole.borrow().get(&key) {
            return Ok(module.clone());
        }
        let names = synthetic::names(exports, context)?;
        let steps = SyntheticModuleInitializer::from_copy_closure_with_captures(
            move |module, (names, exports): &(Vec<JsString>, JsValue), context| {
                synthetic::fill(module, names, exports, follows_node, context).map(drop)
            },
            (names.clone(), exports.clone()),
        );
        let module = Module::synthetic(&names, steps, Some(path.to_owned()), None, context);
        self.whole.borrow_mut().insert(key, module.clone());
        Ok(module)
    }

    fn syntax_error(&self, path: &Path, source: &str, shift: u32, error: &JsError) -> JsError {
        let shown = error.as_native().map_or_else(|| error.to_string(), |native| native.message().to_string());
        let (message, line, column) = syntax::place(&shown, source, shift);
        let at = Some(Position { path: path.to_owned(), line, column });
        self.fail(LoadFailure::new(message.to_owned(), at), JsNativeError::syntax)
    }

    fn fail(&self, mut failure: LoadFailure, kind: fn() -> JsNativeError) -> JsError {
        if let Some(at) = &mut failure.at {
            failure.source_line = self.originals.find(at);
        }
        let error = failure.to_error(kind);
        self.failures.borrow_mut().push(failure);
        error
    }
}

fn parse_module(path: &Path, text: &str, context: &mut Context) -> JsResult<Module> {
    Module::parse(Source::from_bytes(text).with_path(path), None, context)
}

/// Compiles `text`; where it does not compile because of a variable named `using`, with that called something else.
/// Returns the text that was compiled then as well.
fn compile_renamed<T>(text: &str, compile: &mut impl FnMut(&str) -> JsResult<T>) -> JsResult<(T, Option<String>)> {
    match compile(text) {
        Ok(compiled) => Ok((compiled, None)),
        Err(error) => {
            // Only what could not be compiled is looked at again.
            let mut renamed = using::renamed(text).into_iter();
            renamed.find_map(|text| Some((compile(&text).ok()?, Some(text)))).ok_or(error)
        }
    }
}

/// What the module at `path` imports, with the places of its statements.
fn wanted(path: &Path, source: &str, statements: Statements) -> HashMap<String, Wanted> {
    let place = |at: usize| {
        let (line, column) = Lines::of(source).place(at);
        Position { path: path.to_owned(), line, column }
    };
    let requests = statements.requests.into_iter();
    requests.map(|(specifier, request)| (specifier, Wanted { at: place(request.at), names: request.names })).collect()
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
