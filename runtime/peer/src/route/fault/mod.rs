//! The routes under `/fault/`: each breaks the protocol, or the patience of a client, in one way.
//!
//! Where a client might put up with the fault, the connection goes on as an echo, so that this can be seen.

mod close;
mod frame;
mod http;
mod stream;
mod upgrade;

pub(super) use close::ROUTES as CLOSE;
pub(super) use frame::ROUTES as FRAME;
pub(super) use http::ROUTES as HTTP;
pub(super) use stream::ROUTES as STREAM;
pub(super) use upgrade::ROUTES as UPGRADE;

use super::{RouteInfo, Steps, basic::accept, route};
use crate::play::Request;
use crate::{Data, Message, Step};

const ECHO: Step = Step::Echo { delay_ms: 0 };

fn raw(bytes: &'static [u8]) -> Step {
    Step::Raw { data: Data::bytes(bytes) }
}

fn text(text: &str) -> Step {
    Step::Text(Message { data: Data::Text(text.to_owned()), ..Message::default() })
}

/// A text message from the query's `before`, to be seen before the fault that follows it in the same write.
fn before(request: &Request<'_>) -> Option<Step> {
    request.query.filled("before").map(text)
}

/// Opens, then sends `faults` in one write.
fn opened(request: &Request<'_>, faults: impl IntoIterator<Item = Step>) -> Vec<Step> {
    let mut steps = vec![accept(), Step::Cork {}];
    steps.extend(before(request));
    steps.extend(faults);
    steps.push(Step::Uncork {});
    steps
}
