//! The events of the app and of the phone that `my` tells of: each has a list of listeners of its own, beside the function
//! of the same event that `App` may have been given (FW-4, FW-8).

use boa_engine::{Context, JsResult, JsValue};
use minihost_log::Kind;
use minihost_mutant::{Mutant, is};
use serde_json::json;

use crate::bridge::Bridge;

/// An event that is no connection's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AppEvent {
    /// The program comes to the foreground.
    Show,
    /// It goes to the background.
    Hide,
    /// Page code threw, and nobody caught it.
    Error,
    /// A promise was rejected, and nobody handled it.
    UnhandledRejection,
    /// A page was to be opened that there is not.
    PageNotFound,
    /// The phone's network came, went, or became another one.
    NetworkStatusChange,
}

impl AppEvent {
    /// How many there are.
    pub(crate) const COUNT: usize = Self::ALL.len();

    /// All of them, in the order of their lists.
    const ALL: [Self; 6] =
        [Self::Show, Self::Hide, Self::Error, Self::UnhandledRejection, Self::PageNotFound, Self::NetworkStatusChange];

    /// The function of `my` that adds a listener.
    #[must_use]
    pub const fn api(self) -> &'static str {
        match self {
            Self::Show => "onAppShow",
            Self::Hide => "onAppHide",
            Self::Error => "onError",
            Self::UnhandledRejection => "onUnhandledRejection",
            Self::PageNotFound => "onPageNotFound",
            Self::NetworkStatusChange => "onNetworkStatusChange",
        }
    }

    /// The event that `my.{api}` is about, be it an `on…` or an `off…`.
    pub(crate) fn of(api: &str) -> Option<Self> {
        let name = api.strip_prefix("off").or_else(|| api.strip_prefix("on"))?;
        Self::ALL.into_iter().find(|event| event.api().strip_prefix("on") == Some(name))
    }
}

impl Bridge {
    /// Whether page code listens to `event`.
    #[must_use]
    pub fn is_heard(&self, event: AppEvent) -> bool {
        self.app_listeners.count(event as usize) > 0 && !is(Mutant::AppListenersSilent)
    }

    /// Calls the listeners of `event` with `arguments`, each followed by a microtask checkpoint.
    pub fn emit(&self, event: AppEvent, arguments: &[JsValue], context: &mut Context) {
        if !self.is_heard(event) {
            return;
        }
        let listeners = self.app_listeners.count(event as usize);
        self.embedder.log().record(
            Kind::AppCall,
            None,
            || json!({"hook": format!("my.{}", event.api()), "listeners": listeners}),
        );
        self.app_listeners.emit(self, (event as usize, event.api()), arguments, context);
    }
}

/// `my.onX(callback)`.
pub(crate) fn on(event: AppEvent, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let bridge = Bridge::of(context)?;
    bridge.app_listeners.on((event as usize, event.api()), arguments, bridge.settings.max_listeners)?;
    Ok(JsValue::undefined())
}

/// `my.offX(callback?)`.
pub(crate) fn off(event: AppEvent, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    Bridge::of(context)?.app_listeners.off(event as usize, arguments);
    Ok(JsValue::undefined())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_lists_belong_together() {
        for (index, event) in AppEvent::ALL.into_iter().enumerate() {
            assert_eq!(event as usize, index);
            assert_eq!(AppEvent::of(event.api()), Some(event));
            assert_eq!(AppEvent::of(&event.api().replacen("on", "off", 1)), Some(event));
        }
        assert_eq!(AppEvent::of("onSocketError"), None);
    }
}
