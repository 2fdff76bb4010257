//! What is done to the page once it is ready: handlers are called, elements are touched (FW-7).

use std::collections::VecDeque;
use std::rc::Rc;

use boa_engine::{Context, JsValue};
use minihost_axml::Selector;
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
            Action::Touch(_) | Action::Wait(_) => {
                view::load(host).map_err(not_touched)?;
                break;
            }
        }
    }
    post_next(host, actions.iter().cloned().collect(), false);
    Ok(())
}

/// Posts the first one; `touched` where another page may be shown than at the start.
fn post_next(host: &Rc<Host>, mut actions: VecDeque<Action>, touched: bool) {
    let Some(action) = actions.pop_front() else { return };
    let later = Rc::clone(host);
    host.post(Box::new(move |context| {
        let done = match action {
            Action::Call(call) => called(&later, &call, touched, context).map(|()| post_next(&later, actions, touched)),
            Action::Touch(event) => {
                let touched = view::fire(&later, &event, context).map_err(not_touched);
                touched.map(|()| post_next(&later, actions, true))
            }
            Action::Wait(selector) => {
                later.framework.wait_for(Waiting { selector, actions });
                resume(&later, context);
                Ok(())
            }
        };
        if let Err(why) = done {
            later.give_up(why);
        }
    }));
}

/// What is to be done when an element is there.
pub(super) struct Waiting {
    selector: Selector,
    actions: VecDeque<Action>,
}

/// Goes on with what is to be done, where that waits for an element and the element is there now.
pub(crate) fn resume(host: &Rc<Host>, context: &mut Context) {
    let Some(waiting) = host.framework.take_waiting() else { return };
    match view::find(host, &waiting.selector, context) {
        Ok(found) if found.is_empty() => host.framework.wait_for(waiting),
        Ok(_) => post_next(host, waiting.actions, true),
        Err(fault) => host.give_up(not_touched(fault)),
    }
}

/// How a program ended that was to end like this: an element that was waited for never came.
pub(crate) fn ended(host: &Host, ended: Ended, context: &mut Context) -> Ended {
    let Some(Waiting { selector, .. }) = host.framework.take_waiting() else { return ended };
    let Err(fault) = view::missing(host, &selector, context) else { return ended };
    let message = format!("`{}` was waited for and never came: {}", selector.as_str(), fault.message);
    match ended {
        Ended::Exhausted | Ended::Idle => not_touched(ViewFault { message, ..fault }),
        Ended::Timeout => {
            host.warn_at(&message, fault.at.as_ref());
            ended
        }
        _ => ended,
    }
}

fn called(host: &Host, call: &HandlerCall, touched: bool, context: &mut Context) -> Result<(), Ended> {
    if touched {
        handler(host, &call.handler, context).map_err(Ended::NoSuchHandler)?;
    }
    call_with(host, call, context);
    Ok(())
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
