//! `launch(project, { page, query, data, config })`: a mini-program beside the test, driven through a handle.

use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use boa_engine::object::builtins::JsArray;
use boa_engine::{Context, JsObject, JsResult, JsString, JsValue, NativeFunction, js_string};
use minihost_runtime::limits::{LIMITS, Limit};
use minihost_runtime::{CallError, Ended, Globals, NetworkType, Phone, Program, Project, Settings, Single};
use minihost_socket::{Mapping, Profile};
use serde_json::Value;

use super::touch;
use crate::kit::Kit;
use crate::later::{self, Finish};
use crate::native::{error, field, getter, global, method, misuse, set};
use crate::output::ProgramOutput;

/// A program that the running test launched.
pub(crate) struct Launched {
    pub(crate) name: String,
    pub(crate) program: Program,
    pub(crate) ended: Cell<bool>,
}

pub(super) fn install(context: &mut Context) -> JsResult<()> {
    global("launch", 2, launch, context)?;
    Ok(())
}

/// Returns a promise of the handle: the page's `onReady` has run by then.
fn launch(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let kit = Kit::of(context)?;
    let Some(path) = arguments.first().and_then(JsValue::as_string) else {
        return Err(misuse("launch: write launch('path/of/a/project', { page, query, data })"));
    };
    let path = from_caller(&kit, Path::new(&path.to_std_string_lossy()), context);
    let project = Project::open(&path).map_err(|cause| error(format!("launch: {cause}")))?;
    let options = arguments.get(1).and_then(JsValue::as_object);
    let settings = settings(&kit, project, options.as_ref(), context)?;
    let allows_errors = field(options.as_ref(), "allowErrors", context)?.to_boolean();
    let folder = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let name = kit.name_program(&folder);
    let inner = Rc::clone(&kit);
    let work = async move {
        let finish: Finish = Box::new(move |context| start(&inner, name, settings, allows_errors, context));
        finish
    };
    Ok(later::promise(&kit, work, context))
}

/// A relative path is that of the file which calls.
fn from_caller(kit: &Kit, path: &Path, context: &Context) -> PathBuf {
    let folder = kit.program().caller(context).and_then(|at| at.path.parent().map(Path::to_owned));
    folder.map_or_else(|| path.to_owned(), |folder| folder.join(path))
}

const OPTIONS: [&str; 7] = ["page", "query", "launchQuery", "data", "config", "device", "allowErrors"];

/// A query; what is no string is its JSON.
fn texts(query: &serde_json::Map<String, Value>) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    query.iter().map(|(name, value)| (name.clone(), text(value))).collect()
}

fn settings(kit: &Kit, project: Project, options: Option<&JsObject>, context: &mut Context) -> JsResult<Settings> {
    // Sockets and profile are the test's own, unless `config` says otherwise.
    let mut settings = Settings { project, dynamic_import: false, ..kit.program().settings().clone() };
    (settings.timeout, settings.idle) = (None, None);
    let Some(options) = options else { return Ok(settings) };
    let given = JsValue::from(options.clone()).to_json(context)?.unwrap_or_default();
    for (name, value) in given.as_object().into_iter().flatten() {
        match (name.as_str(), value) {
            ("page", Value::String(page)) => settings.page = Some(page.clone()),
            ("query", Value::Object(query)) => settings.query = texts(query),
            ("launchQuery", Value::Object(query)) => settings.launch_query = Some(texts(query)),
            ("data", Value::Object(data)) => {
                settings.data = data.iter().map(|(name, value)| (name.clone(), value.clone())).collect();
            }
            ("config", Value::Object(config)) => configure(&mut settings, config)?,
            ("device", Value::String(name)) => {
                settings.bridge.phone =
                    Phone::named(name).map_err(|cause| misuse(format!("launch: device: {cause}")))?;
            }
            ("device", Value::Object(members)) => {
                settings.bridge.phone =
                    Phone::described(members).map_err(|cause| misuse(format!("launch: device: {cause}")))?;
            }
            ("allowErrors", Value::Bool(_)) => {}
            (name, _) if OPTIONS.contains(&name) => return Err(misuse(format!("launch: `{name}` has the wrong type"))),
            (name, _) => {
                return Err(misuse(format!("launch: there is no option `{name}`; there are {}", OPTIONS.join(", "))));
            }
        }
    }
    settings.project.page(settings.page.as_deref()).map_err(|cause| error(format!("launch: {cause}")))?;
    Ok(settings)
}

/// A limit as a number, or as the text that the option of `minihost run` takes.
fn limit_of(limit: &Limit, value: &Value) -> Result<usize, String> {
    if limit.is_of_engine {
        return Err("the programs of a test file have it in common with the file".to_owned());
    }
    match value {
        Value::String(text) => limit.parse(text),
        value => limit.parse(&value.to_string()),
    }
}

/// The same names as the options of `minihost run` have.
fn configure(settings: &mut Settings, config: &serde_json::Map<String, Value>) -> JsResult<()> {
    for limit in LIMITS {
        if let Some(value) = config.get(&limit.config_name()) {
            let value = limit_of(limit, value)
                .map_err(|cause| misuse(format!("launch: config.{}: {cause}", limit.config_name())))?;
            limit.set(settings, value);
        }
    }
    let Settings { bridge, globals: kind, .. } = settings;
    for (name, value) in config {
        match (name.as_str(), value) {
            (name, _) if LIMITS.iter().any(|limit| limit.config_name() == name) => {}
            ("profile", Value::String(profile)) if profile == "classic" => bridge.profile = Profile::Classic,
            ("profile", Value::String(profile)) if profile == "latest" => bridge.profile = Profile::Latest,
            ("globals", Value::String(globals)) => {
                *kind = match globals.as_str() {
                    "mini-program" => Globals::MiniProgram,
                    "web" => Globals::Web,
                    _ => return Err(misuse("launch: config.globals is mini-program or web")),
                }
            }
            ("wssOnly", Value::Bool(only)) => bridge.policy.wss_only = *only,
            ("closeAfterError", Value::Bool(close)) => bridge.close_after_error = *close,
            ("network", Value::String(network)) => {
                bridge.network =
                    NetworkType::named(network).map_err(|cause| misuse(format!("launch: config.network: {cause}")))?;
            }
            ("pageBoundSocket", Value::Bool(bound)) => bridge.page_bound_socket = *bound,
            ("map", Value::Array(mappings)) => {
                for mapping in mappings.iter().filter_map(Value::as_str) {
                    let mapping = Mapping::parse(mapping).map_err(|cause| misuse(format!("launch: map: {cause}")))?;
                    bridge.mappings.push(mapping);
                }
            }
            ("mock", mocks @ Value::Object(_)) => {
                let mocks = serde_json::from_value(mocks.clone());
                bridge.mocks.extend(mocks.map_err(|cause| misuse(format!("launch: config.mock: {cause}")))?);
            }
            ("single", Value::String(single)) => {
                bridge.single = match single.as_str() {
                    "replace" => Single::Replace,
                    "reject" => Single::Reject,
                    "ignore" => Single::Ignore,
                    _ => return Err(misuse("launch: config.single is replace, reject or ignore")),
                }
            }
            ("allowDomain", Value::Array(domains)) => {
                let domains = domains.iter().filter_map(Value::as_str).map(str::to_owned);
                bridge.policy.allow_domains = Some(domains.collect());
            }
            (name, value) => return Err(misuse(format!("launch: config has no `{name}` that may be {value}"))),
        }
    }
    Ok(())
}

fn start(
    kit: &Rc<Kit>,
    name: String,
    settings: Settings,
    allows_errors: bool,
    context: &mut Context,
) -> JsResult<JsValue> {
    let output = Rc::new(ProgramOutput::new(kit, &name, allows_errors));
    kit.tell_launch(settings.project.root());
    let program = kit.program().add(settings, output, context)?;
    let launched = Rc::new(Launched { name, program: program.clone(), ended: Cell::new(false) });
    let number = kit.launched.borrow().len();
    kit.launched.borrow_mut().push(launched);
    kit.stubs.apply(&program, context)?;
    let started = program.start(context);
    kit.tell_reads(&program);
    if let Err(ended) = started {
        return Err(error(format!("launch: {}", why(&ended))));
    }
    handle(number, context)
}

fn why(ended: &Ended) -> String {
    match ended {
        Ended::LoadFailed(failure) => match &failure.at {
            Some(at) => format!("{} ({at})", failure.message),
            None => failure.message.clone(),
        },
        Ended::NoSuchHandler(message) => message.clone(),
        Ended::NotTouched(fault) => fault.message.clone(),
        Ended::LoadThrew => "its code threw while it was loaded; the error was reported".to_owned(),
        other => format!("{other:?}"),
    }
}

pub(super) fn of(number: usize, context: &Context) -> JsResult<Rc<Launched>> {
    let kit = Kit::of(context)?;
    let launched = kit.launched.borrow().get(number).cloned();
    launched.ok_or_else(|| misuse("the test that launched this program has ended"))
}

fn handle(number: usize, context: &mut Context) -> JsResult<JsValue> {
    let handle = JsObject::with_object_proto(context.intrinsics());
    let page = NativeFunction::from_copy_closure(move |_, _, context| page(number, context));
    getter(&handle, "page", page, context)?;
    let app = NativeFunction::from_copy_closure(move |_, _, context| {
        Ok(of(number, context)?.program.app().map_or_else(JsValue::undefined, JsValue::from))
    });
    getter(&handle, "app", app, context)?;
    let stack = NativeFunction::from_copy_closure(move |_, _, context| {
        let routes = of(number, context)?.program.routes();
        Ok(JsArray::from_iter(routes.iter().map(|route| crate::native::text(route)), context).into())
    });
    getter(&handle, "pages", stack, context)?;
    let call = NativeFunction::from_copy_closure(move |_, arguments, context| call(number, arguments, context));
    method(&handle, "call", 2, call, context)?;
    let navigate = NativeFunction::from_copy_closure(move |_, arguments, context| navigate(number, arguments, context));
    method(&handle, "navigate", 1, navigate, context)?;
    let network = NativeFunction::from_copy_closure(move |_, arguments, context| network(number, arguments, context));
    method(&handle, "network", 1, network, context)?;
    type Act = fn(&Launched, &mut Context);
    let acts: [(&str, Act); 3] = [
        ("hide", |launched, context| launched.program.hide(context)),
        ("show", |launched, context| launched.program.show_again(context)),
        ("close", end),
    ];
    for (name, act) in acts {
        let native = NativeFunction::from_copy_closure(move |_, _, context| later(number, act, context));
        method(&handle, name, 0, native, context)?;
    }
    Ok(handle.into())
}

/// `app.network('none')`: the program's phone gets another network, or loses the one that it has.
fn network(number: usize, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let Some(name) = arguments.first().and_then(JsValue::as_string) else {
        return Err(misuse("network: write app.network('none') or app.network('wifi')"));
    };
    let network =
        NetworkType::named(&name.to_std_string_lossy()).map_err(|cause| misuse(format!("network: {cause}")))?;
    later(number, move |launched, context| launched.program.change_network(network, context), context)
}

/// Does `act` in a task of its own, and resolves when it is done.
fn later(
    number: usize,
    act: impl FnOnce(&Launched, &mut Context) + 'static,
    context: &mut Context,
) -> JsResult<JsValue> {
    let (kit, launched) = (Kit::of(context)?, of(number, context)?);
    let work = async move {
        let finish: Finish = Box::new(move |context| {
            act(&launched, context);
            Ok(JsValue::undefined())
        });
        finish
    };
    Ok(later::promise(&kit, work, context))
}

/// The page that is shown: its instance (`data` and all), with a `call` of its own.
fn page(number: usize, context: &mut Context) -> JsResult<JsValue> {
    let Some((instance, route)) = of(number, context)?.program.page() else { return Ok(JsValue::undefined()) };
    let handle = JsObject::with_object_proto(context.intrinsics());
    set(&handle, "route", JsString::from(route.as_str()), context);
    let data = instance.get(js_string!("data"), context)?;
    set(&handle, "data", data, context);
    set(&handle, "instance", instance, context);
    let call = NativeFunction::from_copy_closure(move |_, arguments, context| call(number, arguments, context));
    method(&handle, "call", 2, call, context)?;
    touch::install(&handle, number, context)?;
    Ok(handle.into())
}

/// `page.call('handler', event)`: calls a handler of the page that is shown, as a macrotask of its program, and resolves
/// with what it returns; a promise that it returns is awaited.
fn call(number: usize, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let (kit, launched) = (Kit::of(context)?, of(number, context)?);
    let Some(handler) = arguments.first().and_then(JsValue::as_string) else {
        return Err(misuse("call: write page.call('handler', event)"));
    };
    let handler = handler.to_std_string_lossy();
    let event = match arguments.get(1) {
        Some(event) => event.to_json(context)?,
        None => None,
    };
    let work = move |program: &Program, context: &mut Context| {
        let called = program.call_handler(&handler, event.as_ref(), context);
        called.map_err(|CallError::NoSuchHandler(message)| message)
    };
    Ok(later::in_program(&kit, launched.program.clone(), "the handler was called", work, context))
}

/// `app.navigate('/pages/b/b?x=1')`: what `my.navigateTo` does in the program.
fn navigate(number: usize, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let launched = of(number, context)?;
    let Some(url) = arguments.first().filter(|url| url.is_string()).cloned() else {
        return Err(misuse("navigate: write app.navigate('/pages/index/index?id=1')"));
    };
    let my = launched.program.my(context)?;
    let navigate = my.get(js_string!("navigateTo"), context)?;
    let Some(navigate) = navigate.as_function() else { return Err(misuse("the program has no my.navigateTo")) };
    let options = JsObject::with_object_proto(context.intrinsics());
    set(&options, "url", url, context);
    navigate.call(&JsValue::undefined(), &[options.into()], context)
}

/// Ends a program: its pages are left, its connections closed.
fn end(launched: &Launched, context: &mut Context) {
    if !launched.ended.replace(true) {
        let closing = launched.program.end(context);
        tokio::task::spawn_local(closing);
    }
}

/// Ends all programs that the test launched.
pub(crate) fn end_all(kit: &Kit, context: &mut Context) {
    let launched = kit.launched.take();
    for program in launched {
        // What it has read since its start.
        kit.tell_reads(&program.program);
        end(&program, context);
    }
}
