//! What tests of mini-programs need beside Jest: `launch`, `peer`, `clock`, `events`, `waitFor`, `mock`.

mod clock;
mod events;
mod launch;
mod peer;
mod stub;
mod wait;

use boa_engine::{Context, JsResult};

pub(crate) use launch::{Launched, end_all};
pub(crate) use peer::Peers;
pub(crate) use stub::Stubs;

/// Defines the globals.
pub(crate) fn install(context: &mut Context) -> JsResult<()> {
    launch::install(context)?;
    peer::install(context)?;
    clock::install(context)?;
    events::install(context)?;
    wait::install(context)?;
    stub::install(context)
}
