//! `navigateTo`, `redirectTo`, `reLaunch`, `switchTab` and `navigateBack` (FW-6).
//!
//! Owns: their options and their settlement. What a page stack is, the embedder knows.

use std::rc::Rc;

use boa_engine::{Context, JsResult, JsValue, js_string};
use minihost_log::Kind;
use minihost_socket::Report;
use serde_json::json;

use crate::bridge::Bridge;
use crate::callbacks::Callbacks;
use crate::options::Options;
use crate::origin::Origin;
use crate::settlement::{Call, Outcome};

/// A change of the page stack that page code asks for; urls are as the page wrote them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Navigation {
    /// Opens a page on top.
    To(String),
    /// Opens a page in place of the top one.
    Redirect(String),
    /// Closes all pages and opens one.
    Relaunch(String),
    /// Shows a page of the tab bar and closes all that are none.
    Tab(String),
    /// Closes so many pages from the top; the first one stays.
    Back(usize),
}

impl Navigation {
    fn read(api: &'static str, options: &mut Options<'_>) -> Self {
        if api == "navigateBack" {
            let delta = options.get(js_string!("delta")).as_number().filter(|delta| *delta >= 1.0).unwrap_or(1.0);
            return Self::Back(delta as usize);
        }
        let url = options.text(js_string!("url")).map(|url| url.to_std_string_lossy()).unwrap_or_default();
        match api {
            "redirectTo" => Self::Redirect(url),
            "reLaunch" => Self::Relaunch(url),
            "switchTab" => Self::Tab(url),
            _ => Self::To(url),
        }
    }
}

/// The native behind `my.{api}` for all of them. The pages change in a later job, and the call is settled after their
/// lifecycle functions have run.
pub(crate) fn navigate(api: &'static str, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let bridge = Bridge::of(context)?;
    let mut options = Options::new(arguments, context);
    let navigation = Navigation::read(api, &mut options);
    let callbacks = Callbacks::read(&mut options);
    let unreadable = options.failure()?;
    bridge.embedder.log().record(
        Kind::ApiCall,
        None,
        || json!({"api": api, "to": format!("{navigation:?}"), "at": bridge.embedder.caller(context)}),
    );
    let (mut call, promise) = Call::with_promise(&bridge, api, callbacks, context)?;
    call.made_at(Origin::of_caller(context));
    let later = Rc::clone(&bridge);
    bridge.embedder.post_loose(Box::new(move |context| {
        let done = match unreadable {
            Some(reason) => Err(reason),
            None => later.embedder.navigate(&navigation, context),
        };
        // The platform's pages name no codes for these calls, so the code is that of everything without one.
        let failed = |reason| Outcome::Failure(Report { code: 1, message: reason });
        let outcome = done.map_or_else(failed, |()| Outcome::Success);
        call.settle(&later, &outcome, context);
    }));
    Ok(promise)
}
