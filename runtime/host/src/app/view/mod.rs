//! The view of a page: what elements its `.axml` makes of its data, and what happens when a person touches one (FW-7).
//!
//! Never: draws, or makes components: their elements stand for themselves.

mod event;
mod fault;
mod files;
mod find;
mod fire;

pub use event::ElementEvent;
pub use fault::ViewFault;
pub(crate) use files::Views;
pub use find::ViewElement;
pub(crate) use find::{find, load, missing};
pub(crate) use fire::{Touch, fire, touch};
