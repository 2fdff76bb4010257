//! Runs test files, each in a process of its own, judges them, and reports.
//!
//! Owns: which files run, the processes that run them, the fence around them (a time limit, restarts after a crash),
//! the verdict, and the reports.
//!
//! Never: names the JavaScript engine, prints, or ends the process. Workers are processes that speak [`protocol`];
//! reports write to what they are given.

mod baseline;
mod discover;
mod event;
mod file;
mod last_failed;
mod live;
mod order;
mod pattern;
mod probe;
pub mod protocol;
mod report;
mod run;
mod settings;
mod shuffle;
mod stopwatch;
mod worker;

pub use baseline::{Baseline, Drift};
pub use discover::{NoSuchPath, discover};
pub use event::{Outcome, RunEvent, Summary, TestReport};
pub use file::Reads;
pub use last_failed::LastFailed;
pub use live::Live;
pub use order::{NoOrder, Order};
pub use pattern::{BadPattern, Pattern};
pub use report::{Clauses, GitHub, Html, HtmlSettings, Human, HumanSettings, Json, Junit, Report, Tap, again, quoted};
pub use run::{Interrupt, RunResult, run};
pub use settings::{RunSettings, Shard};
pub use shuffle::shuffle;
pub use stopwatch::Stopwatch;
