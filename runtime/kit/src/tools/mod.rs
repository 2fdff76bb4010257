//! What tests of mini-programs need beside Jest: `launch`, `peer`, `clock`, `events`, `waitFor`, `mock`, `answer`.

mod answer;
mod clock;
mod events;
mod launch;
mod peer;
mod stub;
mod touch;
mod wait;

use boa_engine::property::Attribute;
use boa_engine::{Context, JsObject, JsResult, JsString, js_string};

use crate::kit::Kit;
use crate::native::set;

pub(crate) use answer::Answers;
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
    stub::install(context)?;
    answer::install(context)?;
    let kit = Kit::of(context)?;
    let host = JsObject::with_object_proto(context.intrinsics());
    set(&host, "version", JsString::from(env!("CARGO_PKG_VERSION")), context);
    set(&host, "profile", JsString::from(kit.options.profile.as_str()), context);
    context.register_global_property(js_string!("minihost"), host, Attribute::all())
}
