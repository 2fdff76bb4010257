//! One event of a request becomes one macrotask of the page.

use boa_engine::{Context, JsObject, JsValue, js_string};
use minihost_socket::http::{Event, RequestId};

use super::kept::Requests;
use super::{answer, task};
use crate::bridge::Bridge;
use crate::literal::set;
use crate::occasion::Occasion;

/// Tells the listeners of the headers, or ends the call.
pub(crate) fn deliver(bridge: &Bridge, requests: &Requests, event: Option<(RequestId, Event)>, context: &mut Context) {
    match event {
        None => {}
        Some((id, Event::Head { headers })) => {
            let payload = JsObject::with_object_proto(context.intrinsics());
            let headers = answer::headers(&headers, context);
            set(&payload, js_string!("headers"), headers);
            let payload = JsValue::from(payload);
            // Those that are there now; one that is removed meanwhile is skipped (EV-3).
            let (mut last, through) = (0, requests.last_listener(id));
            while let Some((number, function)) = requests.next_listener(id, last, through) {
                last = number;
                let what = Occasion::Listener(task::ON_HEADERS);
                bridge.embedder.call(&function, std::slice::from_ref(&payload), what, context);
            }
        }
        Some((id, Event::Done(result))) => {
            let Some(kept) = requests.take(id) else { return };
            let bytes = result.as_ref().map_or(0, |response| response.body.len());
            let outcome = answer::outcome(bridge, kept.data_type, result, context);
            kept.call.settle(bridge, &outcome, context);
            bridge.ballast.add(bytes);
        }
    }
}
