//! `waitFor('open')`, `waitFor(() => page.data.ready)`: waits for an event, or until something holds.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use boa_engine::{Context, JsResult, JsValue};
use minihost_runner::protocol::{Failure, FailureKind};
use tokio::sync::oneshot;

use super::events::{fits, plain};
use crate::expect::throw;
use crate::kit::Kit;
use crate::later::{self, Finish};
use crate::native::{field, global, misuse};
use crate::tree::milliseconds;

pub(super) fn install(context: &mut Context) -> JsResult<()> {
    global("waitFor", 2, wait_for, context)?;
    Ok(())
}

/// An event resolves with what it was, and is used up: the next `waitFor` finds a later one. A function is called again
/// whenever something has happened, and resolves with the first truthy value that it returns.
fn wait_for(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let kit = Kit::of(context)?;
    let Some(wanted) = arguments.first().filter(|wanted| !wanted.is_undefined()).cloned() else {
        return Err(misuse("waitFor: write waitFor('open') or waitFor(() => page.data.ready)"));
    };
    let options = arguments.get(1).and_then(JsValue::as_object);
    let limit = milliseconds(&field(options.as_ref(), "timeout", context)?)?.unwrap_or(kit.options.timeout_ms / 2);
    let shown = wanted.as_string().map_or_else(
        || if wanted.is_callable() { "its condition".to_owned() } else { kit.program().show(&wanted, context) },
        |text| format!("'{}'", text.to_std_string_lossy()),
    );
    let (inner, site) = (Rc::clone(&kit), kit.caller(context));
    let work = async move {
        let found = async {
            loop {
                let changed = inner.changed.notified();
                if let Some(found) = look(&inner, &wanted).await {
                    return found;
                }
                changed.await;
            }
        };
        let found = tokio::time::timeout(Duration::from_millis(limit), found).await;
        let finish: Finish = Box::new(move |context| match found {
            Ok(found) => found,
            Err(_) => {
                let message = format!("waitFor: {shown} did not come within {limit} ms");
                Err(throw(Failure { site, ..Failure::new(FailureKind::Timeout, message) }, context))
            }
        });
        finish
    };
    Ok(later::promise(&kit, work, context))
}

/// Looks once, as a macrotask of the test script; none for "not yet".
async fn look(kit: &Rc<Kit>, wanted: &JsValue) -> Option<JsResult<JsValue>> {
    let (sender, receiver) = oneshot::channel();
    let (inner, wanted) = (Rc::clone(kit), wanted.clone());
    let sender = RefCell::new(Some(sender));
    kit.program().post(Box::new(move |context| {
        let found = found(&inner, &wanted, context).transpose();
        if let Some(sender) = sender.borrow_mut().take() {
            // Whoever gave up waiting is not interested.
            let _ = sender.send(found);
        }
    }));
    receiver.await.ok().flatten()
}

fn found(kit: &Kit, wanted: &JsValue, context: &mut Context) -> JsResult<Option<JsValue>> {
    if let Some(function) = wanted.as_function() {
        let value = function.call(&JsValue::undefined(), &[], context)?;
        return Ok(value.to_boolean().then_some(value));
    }
    let from = kit.waited.get();
    let records = kit.history.look(from, |records| records.to_vec());
    for (index, record) in records.iter().enumerate() {
        if fits(kit, record, wanted, context)? {
            kit.waited.set(from + index + 1);
            return JsValue::from_json(&plain(kit, record), context).map(Some);
        }
    }
    Ok(None)
}
