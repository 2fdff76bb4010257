//! The order in which a program's app and page are started and left (FW-4).

use std::path::Path;

use boa_engine::object::builtins::JsFunction;
use boa_engine::{Context, JsObject, JsResult, JsString, JsValue, js_string};
use minihost_bridge::{AppEvent, Embedder};
use minihost_log::Kind;
use minihost_mutant::{Mutant, is};
use serde_json::{Value, json};

use super::event::event;
use super::framework::{Definition, method};
use super::navigation;
use super::open::{self, Location, query_object};
use super::page::PageInstance;
use super::page_events::{LIFECYCLE, functions, in_events};
use super::set_data::{assign, data_of};
use super::visibility::background;
use crate::host::Host;
use crate::settings::Settings;

/// The scene of a program that was started from outside of the platform.
const SCENE: u32 = 1000;

/// How the program was started.
pub(crate) struct Launch<'a> {
    /// The page to open.
    pub(crate) route: &'a str,
    /// What `onLaunch` and `onShow` receive.
    pub(crate) query: &'a [(String, String)],
}

/// Runs `onLaunch`, then `onShow`, of the app, if there is one, and then the listeners of `my.onAppShow`.
pub(crate) fn launch(host: &Host, launch: &Launch<'_>, context: &mut Context) {
    if let Some(app) = host.framework.app() {
        let options = launch_options(launch, context);
        for hook in ["onLaunch", "onShow"] {
            let options = if is(Mutant::LaunchOptionsMissing) { &[] } else { std::slice::from_ref(&options) };
            call_app(host, &app, hook, options, context);
        }
    }
    emit_show(host, launch, context);
}

/// Calls the listeners of `my.onAppShow`.
pub(super) fn emit_show(host: &Host, launch: &Launch<'_>, context: &mut Context) {
    if host.is_heard(AppEvent::Show, context) {
        let options = launch_options(launch, context);
        host.emit(AppEvent::Show, &[options], context);
    }
}

/// Notes how the program is started, which pages may ask for from the first line of their modules on.
pub(crate) fn note_launch(host: &Host, launch: &Launch<'_>) {
    host.framework.enter(Location { route: launch.route.to_owned(), query: launch.query.to_vec() });
}

/// The options of `onLaunch`, or with `again` those of the latest `onShow`.
pub(crate) fn entered(host: &Host, again: bool, context: &mut Context) -> JsValue {
    let Some(Location { route, query }) = host.framework.entered(again) else { return JsValue::undefined() };
    launch_options(&Launch { route: &route, query: &query }, context)
}

/// Forgets what `app.js` gave to `Page`: pages have modules of their own.
pub(crate) fn discard_pages(host: &Host, context: &mut Context) {
    if host.framework.take_registered().is_some() {
        host.warn("Page(…) was called in app.js, where it does not count; call it in the page's own file", context);
    }
}

/// Evaluates the module of a page and keeps what it gives to `Page`.
///
/// # Errors
/// What loading or page code threw.
pub(crate) fn register_page(host: &Host, route: &str, path: &Path, context: &mut Context) -> JsResult<()> {
    open::register(host, route, path, context)
}

/// Creates the first page and runs `onLoad`, `onShow` and `onReady`. `false` where its module registered none.
///
/// # Errors
/// What page code throws while the instance is made.
pub(crate) fn open_page(host: &Host, settings: &Settings, route: &str, context: &mut Context) -> JsResult<bool> {
    let Some(Definition::Options(options)) = host.framework.definition(route) else { return Ok(false) };
    let page = PageInstance::create(&options, route, context)?;
    let page_data = data_of(&page.object, context)?;
    for (path, value) in &settings.data {
        let value = JsValue::from_json(value, context)?;
        assign(&page_data, path, value, context)?;
    }
    if settings.project.is_tab(route) {
        host.framework.keep_tab(page.clone());
    }
    let location = Location { route: route.to_owned(), query: settings.query.clone() };
    navigation::enter(host, page, &location, context);
    Ok(true)
}

/// Tells the app, then the listeners of `my.onPageNotFound`, of a page that there is not (FW-4).
pub(super) fn page_not_found(host: &Host, missing: &Location, context: &mut Context) {
    let argument = JsObject::with_object_proto(context.intrinsics());
    let query = query_object(&missing.query, context);
    let fields: [(_, JsValue); 3] = [
        (js_string!("path"), JsString::from(missing.route.as_str()).into()),
        (js_string!("query"), query.into()),
        (js_string!("isEntryPage"), false.into()),
    ];
    for (name, value) in fields {
        // A fresh ordinary object takes every field.
        let _ = argument.create_data_property(name, value, context);
    }
    let arguments = [argument.into()];
    if let Some(app) = host.framework.app().filter(|_| !is(Mutant::OnPageNotFoundMissing)) {
        call_app(host, &app, "onPageNotFound", &arguments, context);
    }
    host.emit(AppEvent::PageNotFound, &arguments, context);
}

/// A handler of the page that is shown, with the page.
///
/// # Errors
/// Where the page has no such handler, with those that it has.
pub(super) fn handler(host: &Host, name: &str, context: &mut Context) -> Result<(PageInstance, JsFunction), String> {
    let Some(page) = host.framework.current() else {
        return Err(format!("cannot call `{name}`: the program has no page"));
    };
    has_handler(host, &page, name, context).map(|function| (page, function))
}

/// The page's handler of that name.
///
/// # Errors
/// Where it has none, with those that it has.
pub(super) fn has_handler(
    host: &Host,
    page: &PageInstance,
    name: &str,
    context: &mut Context,
) -> Result<JsFunction, String> {
    // What every object has, such as `toString`, is nobody's handler.
    let own = page.object.has_own_property(JsString::from(name), context).unwrap_or(false);
    let found = method(host, &page.object, name, context).filter(|_| own);
    found.or_else(|| in_events(host, &page.object, name, context)).ok_or_else(|| {
        let has = handlers(&page.object, context);
        format!("page {} has no handler `{name}`; it has: {has}", page.route)
    })
}

/// Calls a handler of the page that is shown and returns what it returns; microtasks are not drained.
///
/// # Errors
/// Where the page has no such handler, with those that it has; inside of the result, what the handler throws.
pub(crate) fn call_handler(
    host: &Host,
    handler: &str,
    given: Option<&Value>,
    context: &mut Context,
) -> Result<JsResult<JsValue>, String> {
    let prepared = prepare_call(host, handler, given, context)?;
    host.agent.heart.enter(format_args!("{handler}").into());
    Ok(prepared.and_then(|call| call.function.call(&call.page.into(), &[call.event], context)))
}

/// A handler, ready to be called.
pub(crate) struct PreparedCall {
    /// The page that is shown.
    pub(crate) page: JsObject,
    /// Its function.
    pub(crate) function: JsFunction,
    /// The argument.
    pub(crate) event: JsValue,
}

/// Finds a handler of the page that is shown and makes its event; the caller calls it.
///
/// # Errors
/// Where the page has no such handler, with those that it has; inside of the result, why there is no event.
pub(crate) fn prepare_call(
    host: &Host,
    handler: &str,
    given: Option<&Value>,
    context: &mut Context,
) -> Result<JsResult<PreparedCall>, String> {
    let (page, function) = self::handler(host, handler, context)?;
    host.log.record(Kind::PageCall, None, || json!({"page": page.route, "function": handler}));
    let event = JsValue::from_json(&event(given, host.log.clock()), context);
    Ok(event.map(|event| PreparedCall { page: page.object, function, event }))
}

/// Calls a handler of a page with an event and returns what it returns; microtasks are not drained.
///
/// # Errors
/// What the handler throws; nothing is called where there is none.
pub(crate) fn call_function(
    host: &Host,
    page: &PageInstance,
    name: &str,
    event: JsValue,
    context: &mut Context,
) -> JsResult<JsValue> {
    let Ok(function) = has_handler(host, page, name, context) else { return Ok(JsValue::undefined()) };
    host.log.record(Kind::PageCall, None, || json!({"page": page.route, "function": name}));
    host.agent.heart.enter(format_args!("{name} of page {}", page.route).into());
    host.try_call(&function, &page.object.clone().into(), &[event], context)
}

/// Runs `onHide` and `onUnload` of the open pages, last one first, and `onHide` of the app.
pub(crate) fn leave(host: &Host, context: &mut Context) {
    background(host, context);
    navigation::unload_all(host, context);
}

pub(super) fn call_app(host: &Host, app: &JsObject, hook: &str, arguments: &[JsValue], context: &mut Context) {
    let Some(function) = method(host, app, hook, context) else { return };
    host.log.record(Kind::AppCall, None, || json!({"hook": hook}));
    host.invoke(&function, &app.clone().into(), arguments, format_args!("app.{hook}").into(), context);
}

/// Whether the host is to be wrong by never calling this function.
fn is_silenced(name: &str) -> bool {
    match name {
        "onReady" => is(Mutant::ReadyMissing),
        "onUnload" => is(Mutant::UnloadMissing),
        _ => false,
    }
}

pub(super) fn call_page(host: &Host, page: &PageInstance, name: &str, arguments: &[JsValue], context: &mut Context) {
    if is_silenced(name) {
        return;
    }
    for function in functions(host, page, name, context) {
        host.log.record(Kind::PageCall, None, || json!({"page": page.route, "function": name}));
        let what = format_args!("{name} of page {}", page.route);
        host.invoke(&function, &page.object.clone().into(), arguments, what.into(), context);
    }
}

pub(super) fn launch_options(launch: &Launch<'_>, context: &mut Context) -> JsValue {
    let options = JsObject::with_object_proto(context.intrinsics());
    let query = query_object(launch.query, context);
    let referrer = JsObject::with_object_proto(context.intrinsics());
    let fields: [(_, JsValue); 4] = [
        (js_string!("query"), query.into()),
        (js_string!("path"), JsString::from(launch.route).into()),
        (js_string!("scene"), SCENE.into()),
        (js_string!("referrerInfo"), referrer.into()),
    ];
    for (name, value) in fields {
        // A fresh ordinary object takes every field.
        let _ = options.create_data_property(name, value, context);
    }
    options.into()
}

/// The names of the page's functions that are not lifecycle functions.
fn handlers(page: &JsObject, context: &mut Context) -> String {
    let events = page.get(js_string!("events"), context).ok().and_then(|events| events.as_object());
    let mut names = Vec::new();
    for object in std::iter::once(page).chain(&events) {
        for key in object.own_property_keys(context).unwrap_or_default() {
            let name = key.to_string();
            let is_function = object.get(key, context).is_ok_and(|value| value.is_callable());
            if is_function && !LIFECYCLE.contains(&name.as_str()) {
                names.push(name);
            }
        }
    }
    if names.is_empty() { "none".to_owned() } else { names.join(", ") }
}
