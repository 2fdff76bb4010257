//! The view files of pages (`.axml`): parsed, evaluated against a page's data, and searched by selector.
//!
//! Owns: the markup and its expressions, what elements there are for which data, and which handlers an event meets on its
//! way up.
//!
//! Never: names the engine, reads a file itself, calls anything, or draws. Both the text and the data are untrusted: all
//! work is bounded ([`MAX_DEPTH`], [`MAX_NODES`], [`MAX_WORK`]), and nothing here panics.

mod bubble;
mod bundle;
mod entities;
mod expression;
mod markup;
mod number;
mod render;
mod selector;
mod source;
mod template;
mod value;
mod view;

pub use bubble::{Handling, handlings};
pub use bundle::{Bundle, Files, Loaded};
pub use render::{MAX_NODES, MAX_WORK, render};
pub use selector::{Selector, SelectorError};
pub use source::{Fault, Place, Source};
pub use value::{Fields, Value};
pub use view::{Absence, Element, View};

/// Elements that are nested deeper than this are an error, in a file and in what is made of it.
pub const MAX_DEPTH: usize = 128;
