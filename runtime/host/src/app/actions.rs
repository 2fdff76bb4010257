//! What is done to the page once it is ready: handlers are called, elements are touched (FW-7).

use std::collections::VecDeque;
use std::rc::Rc;

use boa_engine::{Context, JsValue};
use minihost_bridge::Embedder;

use super::event::event;
use super::lifecycle::{call_page, handler};
use super::view::{self, ViewFault};
use crate::host::Host;
use crate::modules::LoadFailure;
use crate::program::Ended;
use crate::settings::{Action, HandlerCall};

/// Queues what is done to the page, each a job of its own, in order; what one has started and needs no waiting, such as
/// a navigation, comes before the next one. What comes after a touch is judged when it is its turn, since another page
/// may be shown by then.
///
/// # Errors
/// The first handler that the page does not have, or a view that does not parse.
pub(crate) fn post_actions(host: &Rc<Host>, actions: &[Action], context: &mut Context) -> Result<(), Ended> {
    for action in actions {
        match action {
            Action::Call(call) => drop(handler(host, &call.handler, context).map_err(Ended::NoSuchHandler)?),
            Action::Touch(_) => {
                view::load(host).map_err(not_touched)?;
                break;
            }
        }
    }
    post_next(host, actions.iter().cloned().collect(), false);
    Ok(())
}

fn post_next(host: &Rc<Host>, mut actions: VecDeque<Action>, touched: bool) {
    let Some(action) = actions.pop_front() else { return };
    let later = Rc::clone(host);
    host.post(Box::new(move |context| {
        let touches = matches!(action, Action::Touch(_));
        match act(&later, &action, touched, context) {
            Ok(()) => post_next(&later, actions, touched || touches),
            Err(why) => later.give_up(why),
        }
    }));
}

fn act(host: &Host, action: &Action, touched: bool, context: &mut Context) -> Result<(), Ended> {
    match action {
        Action::Call(call) => {
            if touched {
                handler(host, &call.handler, context).map_err(Ended::NoSuchHandler)?;
            }
            call_with(host, call, context);
            Ok(())
        }
        Action::Touch(event) => view::fire(host, event, context).map_err(not_touched),
    }
}

fn call_with(host: &Host, call: &HandlerCall, context: &mut Context) {
    let Some(page) = host.framework.current() else { return };
    let event = event(call.event.as_ref(), host.log.clock());
    match JsValue::from_json(&event, context) {
        Ok(event) => call_page(host, &page, &call.handler, &[event], context),
        Err(error) => host.report(&error, format_args!("the event of {}", call.handler), context),
    }
}

/// A view that is wrong was not loaded; what is not there was not touched.
fn not_touched(fault: ViewFault) -> Ended {
    match fault.is_of_view {
        true => Ended::LoadFailed(LoadFailure::new(fault.message, fault.at)),
        false => Ended::NotTouched(fault),
    }
}
