//! The page framework: `App`, `Page`, `getApp`, `getCurrentPages` and `setData` (FW-4, FW-5).
//!
//! Owns: the app object, the page stack and the order of their lifecycle functions.
//!
//! Never: decides when the program ends, or draws anything.

mod actions;
mod components;
mod data;
mod event;
mod framework;
mod lifecycle;
mod mixins;
mod natives;
mod navigation;
mod observers;
mod open;
mod page;
mod page_events;
mod path;
mod set_data;
mod splice_data;
mod uncaught;
mod view;
mod visibility;

pub(crate) use actions::{ended, post_actions, resume};
pub(crate) use components::load as load_components;
pub use data::PageData;
pub(crate) use data::page_data;
pub(crate) use framework::Framework;
pub(crate) use lifecycle::{
    Launch, PreparedCall, call_function, call_handler, discard_pages, entered, launch, leave, note_launch, open_page,
    prepare_call, register_page,
};
pub(crate) use natives::install;
pub(crate) use navigation::{leads_to_tab, navigate};
pub use open::parse_query;
pub(crate) use page_events::is_lifecycle;
pub(crate) use path::{Step, parse as parse_path};
pub(crate) use uncaught::on_uncaught;
pub use view::{ElementEvent, ViewElement, ViewFault};
pub(crate) use view::{Touch, find, touch};
pub(crate) use visibility::{background, foreground};
