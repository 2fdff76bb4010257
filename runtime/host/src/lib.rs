//! Runs one mini-program: engine, event loop, module loader, App and Page.
//!
//! Owns: the JS context and everything that enters it, the order in which things run, the project's files, and the
//! verdict on how the program ended.
//!
//! Never: prints, exits, reads the command line, or speaks to a socket itself.

mod app;
pub mod console;
mod engine;
mod host;
pub mod limits;
mod modules;
mod output;
mod program;
mod project;
mod settings;
mod timers;
mod uncaught;
mod web;

pub use app::{ElementEvent, PageData, ViewElement, ViewFault, parse_query};
pub use engine::{GC_STRESS, Hold, Memory, STACK_BYTES};
pub use minihost_axml::{Selector, SelectorError};
pub use minihost_bridge::{
    Answer, BridgeSettings, Counts, DEVICES, Device, FailedCall, Mocks, NetworkType, Phone, SDK_VERSION, Single,
    StorageFault, UiCall, WrongPhone, call_name, check_storage,
};
#[cfg(any(test, fuzzing))]
pub use modules::fuzzed;
pub use modules::{LoadFailure, code};
pub use output::Output;
pub use program::inspect;
pub use program::{
    CallError, Control, Course, Ended, Extension, Outcome, Pending, Program, Running, Schedule, Setup, Stop, spawn,
};
pub use project::{Doubt, Layout, LoadError, Project, strict_json, strip_position};
pub use settings::{Action, Background, HandlerCall, Limits, NetworkChange, Settings, Time};
pub use uncaught::{Frame, Position, Uncaught, UncaughtKind};
pub use web::Globals;
