//! What a program has at the moment.

use boa_engine::Context;
use boa_engine::JsValue;
use minihost_axml::Selector;

use super::request::{Element, Handler, Listener, Reply, Socket, Timer, Unsent};
use crate::app::{self, Step, ViewElement, ViewFault};
use crate::console::members;
use crate::program::Program;
use crate::program::instance::phase;

/// The data of the page that is shown, or what is at a path in them.
pub(super) fn data(program: &Program, path: Option<&str>, context: &mut Context) -> Reply {
    let Some((page, _)) = program.page() else { return no_page() };
    let mut value = members::value(&page, "data", context).unwrap_or_default();
    let mut passed = String::from("data");
    for step in path.map(app::parse_path).unwrap_or_default() {
        let (name, shown) = match step {
            Step::Key(name) => (name.clone(), format!(".{name}")),
            Step::Index(index) => (index.to_string(), format!("[{index}]")),
        };
        let Some(object) = value.as_object() else {
            let shown = program.show(&value, context);
            return Reply::Refused(format!("{passed} is {shown}, which has no members"));
        };
        let Some(found) = members::value(&object, &name, context) else {
            let has = members::names(&object, context);
            let has = if has.is_empty() { "nothing".to_owned() } else { has.join(", ") };
            return Reply::Refused(format!("{passed} has no member `{name}`; it has: {has}"));
        };
        value = found;
        passed.push_str(&shown);
    }
    Reply::Value(program.show(&value, context))
}

/// The functions of the page that is shown: its own, then those in its `events`.
pub(super) fn handlers(program: &Program, context: &Context) -> Reply {
    let Some((page, _)) = program.page() else { return no_page() };
    let events = members::value(&page, "events", context).as_ref().and_then(JsValue::as_object);
    let objects = std::iter::once(page).chain(events);
    let functions = objects.flat_map(|object| members::functions(&object, context));
    let handler = |(name, arity): (String, u32)| Handler { is_lifecycle: app::is_lifecycle(&name), name, arity };
    Reply::Handlers(functions.map(handler).collect())
}

/// The elements of the page that is shown which a selector means.
pub(super) fn elements(program: &Program, selector: &Selector, context: &mut Context) -> Reply {
    let element =
        |found: ViewElement| Element { tag: found.tag, id: found.id, classes: found.classes, text: found.text };
    match program.find(selector, context) {
        Ok(found) => Reply::Elements(found.into_iter().map(element).collect()),
        Err(fault) => Reply::Refused(of_view(fault)),
    }
}

/// What is wrong with a view, and where.
pub(super) fn of_view(fault: ViewFault) -> String {
    let at = fault.at.map(|at| format!(" ({at})")).unwrap_or_default();
    format!("{}{at}", fault.message)
}

/// The connections that are not over.
pub(super) fn sockets(program: &Program) -> Reply {
    let instance = &program.instance;
    let sockets = instance.bridge.sockets().into_iter().map(|socket| {
        let (messages, bytes) = socket.unsent;
        Socket {
            generation: socket.connection.generation.get(),
            task: socket.task,
            state: phase(socket.connection.state),
            url: socket.connection.url,
            unsent: Unsent { messages, bytes },
            made_at: socket.made_at.map(|at| instance.original(instance.host.loader.corrected(at))),
        }
    });
    Reply::Sockets(sockets.collect())
}

/// The timers that are set.
pub(super) fn timers(program: &Program) -> Reply {
    let now = program.now();
    let timers = program.instance.host.timers.borrow();
    let timers = timers.iter_due().map(|(due, timer)| Timer {
        id: timer.id,
        due_in: due.time.since(now),
        period: timer.period,
        set_at: timer.set_at.clone().map(|at| program.instance.original(at)),
    });
    Reply::Timers(timers.collect())
}

/// The listeners of socket events.
pub(super) fn listeners(program: &Program) -> Reply {
    let listeners = program.instance.bridge.listeners().into_iter().map(|listener| Listener {
        event: listener.event,
        task: listener.task,
        function: members::function_name(&listener.function),
    });
    Reply::Listeners(listeners.collect())
}

fn no_page() -> Reply {
    Reply::Refused("the program has no page".to_owned())
}
