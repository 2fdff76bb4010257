//! Which of a page's functions the platform calls, and where they stand: on the page, in its `events`, in its mixins.

use boa_engine::object::builtins::JsFunction;
use boa_engine::{Context, JsObject, js_string};

use super::framework::method;
use super::page::PageInstance;
use crate::host::Host;

/// The lifecycle functions.
pub(super) const LIFECYCLE: [&str; 5] = ["onLoad", "onShow", "onReady", "onHide", "onUnload"];

/// What a person does to a page; pages have them as members, or in `events`.
const EVENTS: [&str; 13] = [
    "onBack",
    "onKeyboardHeight",
    "onOptionMenuClick",
    "onPageScroll",
    "onPopMenuClick",
    "onPullDownRefresh",
    "onPullIntercept",
    "onReachBottom",
    "onResize",
    "onShareAppMessage",
    "onTabItemTap",
    "onTitleClick",
    "beforeTabItemTap",
];

/// Whether the platform calls the function of that name by itself, at a point of a page's life.
pub(crate) fn is_lifecycle(name: &str) -> bool {
    LIFECYCLE.contains(&name)
}

pub(super) fn is_page_event(name: &str) -> bool {
    EVENTS.contains(&name)
}

/// All functions that answer to `name`, in the order of their calls: those of mixins first, where the name is one of the
/// platform's; then the page's own; then that of its `events`.
pub(super) fn functions(host: &Host, page: &PageInstance, name: &str, context: &mut Context) -> Vec<JsFunction> {
    let mut functions = Vec::new();
    if LIFECYCLE.contains(&name) || is_page_event(name) {
        for mixin in page.mixins() {
            functions.extend(method(host, mixin, name, context));
            functions.extend(in_events(host, mixin, name, context));
        }
    }
    functions.extend(method(host, &page.object, name, context));
    functions.extend(in_events(host, &page.object, name, context));
    functions
}

/// The function of that name in the `events` of a page or a mixin.
pub(super) fn in_events(host: &Host, object: &JsObject, name: &str, context: &mut Context) -> Option<JsFunction> {
    if !is_page_event(name) {
        return None;
    }
    let events = match object.get(js_string!("events"), context) {
        Ok(events) => events.as_object()?,
        Err(error) => {
            host.report(&error, format_args!("the getter of events"), context);
            return None;
        }
    };
    method(host, &events, name, context)
}
