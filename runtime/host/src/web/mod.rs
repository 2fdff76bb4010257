//! Globals of browsers, for bundles that expect some: installed only when they are asked for (FW-3, `--globals web`).
//!
//! Owns: text encoding, base64, urls, events, abort signals, blobs, structured clones, random values, and what `window` is.
//!
//! Never: gives pages a way to the network; `fetch`, `XMLHttpRequest` and `WebSocket` stay undefined.

mod abort;
mod base64;
mod blob;
mod bytes;
mod class;
mod clone;
mod crypto;
mod event;
mod event_target;
mod exception;
mod file_reader;
mod search_params;
mod text_decoder;
mod text_encoder;
mod url;
mod window;

use boa_engine::class::Class;
use boa_engine::{Context, JsObject, JsResult};

/// Which globals page code has besides those of mini-programs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Globals {
    /// None, as on the platform.
    #[default]
    MiniProgram,
    /// Those of a browser that have nothing to do with its screen or network.
    Web,
}

/// Defines them in the running realm.
pub(crate) fn install(context: &mut Context) -> JsResult<()> {
    context.register_global_class::<exception::DomException>()?;
    context.register_global_class::<text_encoder::TextEncoder>()?;
    context.register_global_class::<text_decoder::TextDecoder>()?;
    context.register_global_class::<search_params::UrlSearchParams>()?;
    context.register_global_class::<url::WebUrl>()?;
    context.register_global_class::<event::Event>()?;
    context.register_global_class::<event_target::EventTarget>()?;
    context.register_global_class::<abort::AbortSignal>()?;
    context.register_global_class::<abort::AbortController>()?;
    context.register_global_class::<blob::Blob>()?;
    context.register_global_class::<file_reader::FileReader>()?;
    let errors = context.intrinsics().constructors().error().prototype();
    inherit::<exception::DomException>(Some(errors), context);
    let targets = context.get_global_class::<event_target::EventTarget>().map(|class| class.prototype());
    inherit::<abort::AbortSignal>(targets.clone(), context);
    inherit::<file_reader::FileReader>(targets, context);
    base64::install(context)?;
    clone::install(context)?;
    crypto::install(context)?;
    window::install(context)
}

/// Makes the class `T` one that inherits from `prototype`.
fn inherit<T: Class>(prototype: Option<JsObject>, context: &Context) {
    if let Some(class) = context.get_global_class::<T>() {
        class.prototype().set_prototype(prototype);
    }
}
