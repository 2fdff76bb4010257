//! What happens when a person touches an element: the handlers from there upwards are called (FW-7).

use boa_engine::{Context, JsValue};
use minihost_axml::{Element, handlings};
use minihost_log::Kind;
use serde_json::json;

use super::event::ElementEvent;
use super::fault::{ViewFault, position};
use super::find::Seen;
use crate::app::lifecycle::{call_page, has_handler};
use crate::app::page::PageInstance;
use crate::host::Host;

/// The calls that a touch leads to, in their order.
pub(crate) struct Touch {
    pub(crate) page: PageInstance,
    /// The page's functions, each with its event.
    pub(crate) calls: Vec<(String, JsValue)>,
}

/// Touches an element of the page that is shown: each handler is called, what one throws is reported.
///
/// # Errors
/// Why nothing was touched.
pub(crate) fn fire(host: &Host, event: &ElementEvent, context: &mut Context) -> Result<(), ViewFault> {
    let Touch { page, calls } = touch(host, event, context)?;
    for (handler, event) in calls {
        call_page(host, &page, &handler, &[event], context);
    }
    Ok(())
}

/// Finds out what touching an element leads to; the caller calls the handlers.
///
/// # Errors
/// Where the page has no such element, nothing handles the event, or the page has no such handler.
pub(crate) fn touch(host: &Host, event: &ElementEvent, context: &mut Context) -> Result<Touch, ViewFault> {
    let ElementEvent { name, selector, .. } = event;
    let seen = Seen::now(host, context)?;
    let route = seen.page.route.clone();
    let (target, count) = seen.first(selector)?;
    let Some(element) = seen.view.element(target) else {
        return Err(ViewFault::new(format!("there is no `{}` on page {route}", selector.as_str())));
    };
    let at = position(&element.place);
    host.log.record(
        Kind::PageEvent,
        None,
        || json!({"page": route, "event": name, "selector": selector.as_str(), "at": at.to_string()}),
    );
    if count > 1 {
        let message = format!("`{}` means {count} elements of page {route}; the first one is taken", selector.as_str());
        host.warn_at(&message, Some(&at));
    }
    if is_disabled(element) {
        let message = format!("`{}` is disabled: nothing happens", selector.as_str());
        host.warn_at(&message, Some(&at));
        return Ok(Touch { page: seen.page, calls: Vec::new() });
    }
    let met = handlings(&seen.view, target, name);
    if met.is_empty() {
        let capital = capitalised(name);
        let message = format!(
            "nothing handles `{name}` of `{}` on page {route}: neither it nor an element around it has on{capital} or \
             catch{capital}",
            selector.as_str()
        );
        return Err(ViewFault::at(message, &element.place));
    }
    let now = host.log.clock().unix_millis();
    let mut calls = Vec::with_capacity(met.len());
    for handling in met {
        has_handler(host, &seen.page, &handling.handler, context)
            .map_err(|message| ViewFault::at(message, &handling.place))?;
        let Some(current) = seen.view.element(handling.element) else { continue };
        match event.object(element, current, now, context) {
            Ok(object) => calls.push((handling.handler, object)),
            Err(error) => host.report(&error, format_args!("the event of {}", handling.handler), context),
        }
    }
    Ok(Touch { page: seen.page, calls })
}

fn capitalised(name: &str) -> String {
    let mut characters = name.chars();
    let first = characters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(characters).collect()
}

/// Whether a person could touch it, and nothing would come of it.
fn is_disabled(element: &Element) -> bool {
    const CONTROLS: [&str; 8] = ["button", "checkbox", "input", "picker", "radio", "slider", "switch", "textarea"];
    CONTROLS.contains(&&*element.tag) && element.attribute("disabled").is_some_and(minihost_axml::Value::is_truthy)
}
