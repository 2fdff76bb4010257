//! What a person does to the program by hand: taps, messages, navigation.

use std::sync::atomic::AtomicBool;

use boa_engine::property::PropertyDescriptor;
use boa_engine::{Context, JsObject, JsResult, JsString, JsValue, Script, Source, js_string};
use minihost_bridge::{Embedder, Navigation};
use serde_json::Value;

use super::Tell;
use super::evaluate::{self, Ending};
use super::facts;
use super::request::{Message, Reply};
use super::settle;
use crate::app::{self, ElementEvent, PreparedCall};
use crate::program::Program;

/// The global that holds a call while it is made; no identifier, so that nobody meets it.
const CALL: &str = "minihost inspect";

/// Calls what is in that global. It is a script, since what natives call cannot be stopped.
const CALLER: &str = r#"(call => call.page[call.name](call.event))(this["minihost inspect"])"#;

/// Calls a handler of the page that is shown, as a tap would.
pub(super) fn call(
    program: &Program,
    handler: &str,
    event: Option<&Value>,
    tell: Tell,
    interrupted: &AtomicBool,
    context: &mut Context,
) {
    let prepared = match app::prepare_call(&program.instance.host, handler, event, context) {
        Ok(prepared) => prepared,
        Err(message) => return tell(Reply::Refused(message)),
    };
    let ending = match prepared.and_then(|call| prepare(call, handler, context)) {
        Ok(Way::Script(script)) => evaluate::run(program, &script, interrupted, context),
        Ok(Way::Direct(PreparedCall { page, function, event })) => {
            Ending::Done(evaluate::limited(context, |context| function.call(&page.into(), &[event], context)))
        }
        Err(error) => Ending::Done(Err(error)),
    };
    // It is configurable, unless page code has found it and made it stay.
    let _ = context.global_object().delete_property_or_throw(JsString::from(CALL), context);
    match ending {
        Ending::Done(Err(error)) if error.as_engine().is_none() => {
            let page = program.page().map(|(_, route)| route).unwrap_or_default();
            program.report(&error, &format!("{handler} of page {page}"), context);
            evaluate::checkpoint(program, context);
            tell(Reply::Reported);
        }
        ending => settle::answer(program, ending, tell, context),
    }
}

/// Touches an element of the page that is shown. Its handlers are natives' callees, so that only the limits on loops and
/// jobs stop them.
pub(super) fn touch(program: &Program, event: &ElementEvent, tell: Tell, context: &mut Context) {
    match evaluate::limited(context, |context| program.touch(event, context)) {
        Err(fault) => tell(Reply::Refused(facts::of_view(fault))),
        Ok(Err(error)) if error.as_engine().is_none() => {
            program.report(&error, &format!("{} of an element", event.name), context);
            evaluate::checkpoint(program, context);
            tell(Reply::Reported);
        }
        Ok(result) => settle::answer(program, Ending::Done(result), tell, context),
    }
}

/// How a call is made.
enum Way {
    Script(Script),
    /// A function in the page's `events`, which is no method of the page.
    Direct(PreparedCall),
}

/// The script that makes the call, with its parts where it finds them.
fn prepare(call: PreparedCall, handler: &str, context: &mut Context) -> JsResult<Way> {
    if !call.page.has_own_property(JsString::from(handler), context)? {
        return Ok(Way::Direct(call));
    }
    let parts = JsObject::with_null_proto();
    let fields: [(_, JsValue); 3] = [
        (js_string!("page"), call.page.into()),
        (js_string!("name"), JsString::from(handler).into()),
        (js_string!("event"), call.event),
    ];
    for (name, value) in fields {
        parts.create_data_property_or_throw(name, value, context)?;
    }
    let property = PropertyDescriptor::builder().value(parts).writable(true).enumerable(false).configurable(true);
    context.global_object().define_property_or_throw(JsString::from(CALL), property, context)?;
    Script::parse(Source::from_bytes(CALLER), None, context).map(Way::Script)
}

/// Sends a message over a connection.
pub(super) fn send(program: &Program, task: Option<u32>, message: &Message) -> Reply {
    let bridge = &program.instance.bridge;
    done(match message {
        Message::Text(text) => bridge.send_by_hand(task, text, false),
        Message::Base64(text) => bridge.send_by_hand(task, text, true),
    })
}

/// Closes a connection.
pub(super) fn close(program: &Program, task: Option<u32>, code: u16, reason: &str) -> Reply {
    done(program.instance.bridge.close_by_hand(task, code, reason))
}

/// Opens a page, or shows a tab.
pub(super) fn go(program: &Program, url: &str, context: &mut Context) -> Reply {
    let host = &program.instance.host;
    let project = &program.settings().project;
    let navigation = match app::leads_to_tab(host, project, url) {
        true => Navigation::Tab(url.to_owned()),
        false => Navigation::To(url.to_owned()),
    };
    done(host.navigate(&navigation, context))
}

/// Closes pages.
pub(super) fn back(program: &Program, delta: usize, context: &mut Context) -> Reply {
    if program.routes().len() < 2 {
        return Reply::Refused("there is no page to go back to".to_owned());
    }
    done(program.instance.host.navigate(&Navigation::Back(delta), context))
}

fn done(result: Result<(), String>) -> Reply {
    result.map_or_else(Reply::Refused, |()| Reply::Done)
}
