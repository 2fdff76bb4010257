//! The app's side of errors that nobody caught: `onError` and `onUnhandledRejection` of `App`, and those of `my` (FW-4).

use boa_engine::object::builtins::JsPromise;
use boa_engine::{Context, JsObject, JsString, JsValue, js_string};
use minihost_bridge::AppEvent;
use minihost_mutant::{Mutant, is};

use super::framework::method;
use crate::host::Host;
use crate::uncaught::Uncaught;

/// Tells the app, then the listeners of `my`: both get the same. `rejected` is what a promise was rejected with, and the
/// promise, where it was that.
pub(crate) fn on_uncaught(
    host: &Host,
    uncaught: &Uncaught,
    rejected: Option<(JsValue, JsPromise)>,
    context: &mut Context,
) {
    let app = host.framework.app().filter(|_| !is(Mutant::OnErrorMissing));
    let (event, hook) = match rejected {
        Some(_) => (AppEvent::UnhandledRejection, "onUnhandledRejection"),
        None => (AppEvent::Error, "onError"),
    };
    let function = app.as_ref().and_then(|app| method(host, app, hook, context));
    if function.is_none() && !host.is_heard(event, context) {
        return;
    }
    let arguments = match rejected {
        Some((reason, promise)) => vec![rejection(reason, promise, context)],
        None => {
            let message = JsString::from(uncaught.message.as_str());
            let stack = JsString::from(stack(host, uncaught).as_str());
            vec![message.into(), stack.into()]
        }
    };
    if let Some((function, app)) = function.zip(app) {
        host.invoke(&function, &app.into(), &arguments, format_args!("app.{hook}").into(), context);
    }
    host.emit(event, &arguments, context);
}

fn rejection(reason: JsValue, promise: JsPromise, context: &mut Context) -> JsValue {
    let object = JsObject::with_object_proto(context.intrinsics());
    // A fresh ordinary object takes every field.
    let _ = object.create_data_property(js_string!("reason"), reason, context);
    if !is(Mutant::RejectionWithoutPromise) {
        let _ = object.create_data_property(js_string!("promise"), promise, context);
    }
    object.into()
}

/// The error and its stack as `error.stack` has them on the platform, with the paths of the project.
fn stack(host: &Host, uncaught: &Uncaught) -> String {
    let mut text = uncaught.message.clone();
    for frame in &uncaught.frames {
        text.push_str("\n    at ");
        match &frame.position {
            Some(at) => {
                let path = host.loader.shown(&at.path);
                text.push_str(&format!("{} ({path}:{}:{})", frame.function, at.line, at.column));
            }
            None => text.push_str(&frame.to_string()),
        }
    }
    text
}
