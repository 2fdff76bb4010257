//! `expect.assertions(2)`, `expect.hasAssertions()`: how many matchers a test has to call; `expect.getState()`.

use boa_engine::{Context, JsObject, JsResult, JsValue, NativeFunction};
use minihost_runner::protocol::{Failure, FailureKind, Site};

use super::calls;
use crate::kit::Kit;
use crate::native::{method, misuse, set, text};

/// The matchers that the running test called, and how many it has to call.
#[derive(Debug, Default)]
pub(crate) struct Assertions {
    called: usize,
    exactly: Option<(usize, Option<Site>)>,
    /// Where at least one was asked for.
    some: Option<Option<Site>>,
}

impl Assertions {
    /// Counts one.
    pub(crate) fn count(&mut self) {
        self.called += 1;
    }

    /// The failure of a test that called too few, or too many.
    pub(crate) fn missing(self) -> Option<Failure> {
        let called = match self.called {
            0 => "none was".to_owned(),
            1 => "1 was".to_owned(),
            many => format!("{many} were"),
        };
        let (message, site) = match (self.exactly, self.some) {
            (Some((wanted, site)), _) if wanted != self.called => {
                let matchers = if wanted == 1 { "matcher has" } else { "matchers have" };
                (format!("expect.assertions: {wanted} {matchers} to be called, {called}"), site)
            }
            (_, Some(site)) if self.called == 0 => {
                ("expect.hasAssertions: a matcher has to be called, none was".to_owned(), site)
            }
            _ => return None,
        };
        let mut failure = Failure::new(FailureKind::Assertion, message);
        failure.site = site;
        Some(failure)
    }
}

pub(super) fn install(expect: &JsObject, context: &mut Context) -> JsResult<()> {
    method(expect, "assertions", 1, NativeFunction::from_fn_ptr(assertions), context)?;
    method(expect, "hasAssertions", 0, NativeFunction::from_fn_ptr(has_assertions), context)?;
    method(expect, "getState", 0, NativeFunction::from_fn_ptr(state), context)
}

fn assertions(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let wanted = calls::count("expect.assertions", &arguments.first().cloned().unwrap_or_default(), 0)?;
    let kit = Kit::of(context)?;
    let site = kit.caller(context);
    let noted = kit.with_running(|running| running.assertions.exactly = Some((wanted, site)));
    noted.ok_or_else(|| misuse("expect.assertions: call it in a test"))?;
    Ok(JsValue::undefined())
}

fn has_assertions(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    if arguments.first().is_some_and(|argument| !argument.is_undefined()) {
        return Err(misuse("expect.hasAssertions takes no argument; a number of them is expect.assertions(2)"));
    }
    let kit = Kit::of(context)?;
    let site = kit.caller(context);
    let noted = kit.with_running(|running| running.assertions.some = Some(site));
    noted.ok_or_else(|| misuse("expect.hasAssertions: call it in a test"))?;
    Ok(JsValue::undefined())
}

/// `{ currentTestName, assertionCalls }`, of what Jest tells here.
fn state(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let kit = Kit::of(context)?;
    let state = JsObject::with_object_proto(context.intrinsics());
    let running = kit.with_running(|running| (running.index, running.assertions.called));
    let name = running.map(|(index, _)| kit.tree.borrow().titles(index).join(" "));
    set(&state, "currentTestName", name.map_or_else(JsValue::undefined, |name| text(&name)), context);
    set(&state, "assertionCalls", running.map_or(0, |(_, called)| called), context);
    Ok(state.into())
}
