//! What people are told when something went wrong.

mod excerpt;
pub(crate) mod findings;
mod pending;

use std::io::Write;
use std::time::Duration;

use anstyle::{AnsiColor, Style};
use minihost_runtime::{
    Ended, FailedCall, Frame, Globals, LoadFailure, Outcome, Position, Stop, UiCall, Uncaught, UncaughtKind,
};

use crate::exit::Exit;
use crate::paths;
use crate::printable::shown;

/// Frames of a stack that are shown.
const SHOWN_FRAMES: usize = 10;

/// Says why there was no run at all.
pub(crate) fn refuse(message: &str, exit: Exit) -> Exit {
    tell(&error(&paths::shown_in(message)));
    exit
}

/// Says something that does not change how the process ends.
pub(crate) fn note(message: &str) {
    tell(&warning(&paths::shown_in(message)));
}

/// As [`refuse`], with the line of the file that is to blame, if one is.
pub(crate) fn refuse_at(message: &str, at: Option<&Position>, exit: Exit) -> Exit {
    match at {
        Some(at) => tell(&excerpt::render(message, at)),
        None => tell(&error(message)),
    }
    exit
}

/// Says how the program ended, where that needs saying.
pub(crate) fn ended(result: Result<Outcome, String>, timeout: Option<Duration>) -> Exit {
    let outcome = match result {
        Ok(outcome) => outcome,
        Err(message) => {
            let hint = "this is a bug in minihost; please report it with the program that shows it";
            tell(&format!("{}\n{hint}", error(&format!("internal error: {message}"))));
            return Exit::Internal;
        }
    };
    let still_pending = pending::list(&outcome.pending);
    match &outcome.ended {
        Ended::Exhausted | Ended::Exited | Ended::Idle | Ended::LoadThrew => {}
        Ended::Timeout => {
            let after = timeout.unwrap_or_default();
            let hint = "end with my.closeSocket() or my.exitMiniProgram(), or use --idle or --timeout";
            let title = error(&format!("the program did not end within {}", humantime::format_duration(after)));
            tell(&format!("{title}{still_pending}\nhelp: {hint}"));
        }
        Ended::Stopped(Stop::Interrupt) => tell(&format!("{}{still_pending}", error("interrupted"))),
        Ended::Stopped(Stop::Terminate) => tell(&format!("{}{still_pending}", error("terminated"))),
        Ended::LoadFailed(failure) => tell(&load_failure(failure)),
        Ended::EngineFailed => tell("the engine cannot go on after this error; the program was ended"),
        Ended::NoSuchHandler(message) => tell(&error(&format!("--call: {message}"))),
        Ended::NotTouched(fault) => tell(&match &fault.at {
            Some(at) => excerpt::render(&paths::shown_in(&fault.message), at),
            None => error(&paths::shown_in(&fault.message)),
        }),
    }
    if outcome.counts.lost_calls > 0 {
        tell(&error(&format!("{} calls were never settled: this is a bug in minihost", outcome.counts.lost_calls)));
    }
    Exit::of(&outcome)
}

/// Says why nothing happens after a signal.
pub(crate) fn waiting() {
    tell("closing; press Ctrl-C again to end at once");
}

/// Says that the script never came back, where that was seen because the program should have ended; `entered` is what was
/// entered last.
pub(crate) fn stuck(timeout: Option<Duration>, entered: &str, exit: Exit) -> Exit {
    let title = match timeout {
        Some(timeout) => format!("the program did not end within {}", humantime::format_duration(timeout)),
        None => "the program did not stop".to_owned(),
    };
    let hint = "its script is busy and has not returned: look for an endless loop, or for a call that takes very long";
    tell(&format!("{}\nhelp: {hint}", error(&format!("{title}{}", within(entered)))));
    exit
}

/// Says that the script did not come back within its limit.
pub(crate) fn turn_without_end(limit: Duration, entered: &str) -> Exit {
    let limit = humantime::format_duration(limit);
    let title = error(&format!("the script has not come back for {limit}{}", within(entered)));
    let hint = "look for a loop without end, or for a regular expression that backtracks; \
                `--max-rounds 1000000` tells where a loop is, `--max-turn` sets the limit";
    tell(&format!("{title}\nhelp: {hint}"));
    Exit::Timeout
}

/// Says that the process holds more memory, in bytes, than it may.
pub(crate) fn too_much_memory(used: usize, limit: usize, entered: &str) -> Exit {
    let (used, limit) = (mebibytes(used), mebibytes(limit));
    let title = error(&format!("the program uses {used} of memory, and may use {limit}{}", within(entered)));
    let hint = "look for what grows without end; `--max-memory` sets the limit";
    tell(&format!("{title}\nhelp: {hint}"));
    Exit::Memory
}

fn mebibytes(bytes: usize) -> String {
    format!("{} MiB", bytes >> 20)
}

/// Names what the script was in; files and pages have any names.
fn within(entered: &str) -> String {
    if entered.is_empty() { String::new() } else { format!(", in {}", shown(entered, true)) }
}

/// A call that a screen would show.
pub(crate) fn ui(call: &UiCall) -> String {
    let options: Vec<_> = call.options.iter().map(|(name, value)| format!("{name}: {value:?}")).collect();
    let answer = call.answer.as_ref().map(|answer| format!(" → {answer}")).unwrap_or_default();
    format!("my.{}({}){answer}", call.api, options.join(", "))
}

/// Something doubtful, with its place in page code.
pub(crate) fn warning_at(message: &str, at: Option<&Position>) -> String {
    let place = at.map(|at| format!(" ({})", shown_position(at)));
    format!("{}{}", warning(message), place.unwrap_or_default())
}

/// An error of code that a person typed, with its stack and the line.
pub(crate) fn thrown(error: &Uncaught) -> String {
    let mut text = described(error.message.clone(), error);
    if error.kind == UncaughtKind::Engine && error.message.starts_with("RuntimeLimitError") {
        text.push_str(
            "\nhelp: the program goes on, but each such error takes of the engine's stack: start anew after a few",
        );
    }
    text
}

/// An error that nobody caught, with its stack and the line of source.
pub(crate) fn uncaught(error: &Uncaught) -> String {
    let title = match error.kind {
        UncaughtKind::Thrown => format!("{} (uncaught, in {})", error.message, error.what),
        UncaughtKind::Rejection => format!("{} (unhandled promise rejection)", error.message),
        UncaughtKind::Engine => format!("{} (the engine's limit, in {})", error.message, error.what),
    };
    described(title, error)
}

/// What a person may try where a package failed while it was loaded: those for browsers look for what mini-programs lack.
pub(crate) fn help_with_globals(error: &Uncaught, globals: Globals) -> Option<&'static str> {
    let is_package = || error.place().is_some_and(|at| at.path.iter().any(|part| part == "node_modules"));
    let may_help = globals == Globals::MiniProgram && error.what.starts_with("loading ") && is_package();
    may_help
        .then_some("\nhelp: if this package is made for browsers, `--globals web` gives it more of what it looks for")
}

fn described(title: String, error: &Uncaught) -> String {
    let mut text = match error.place() {
        Some(at) => excerpt::render_line(&title, at, error.source_line.as_deref()),
        None => self::error(&title),
    };
    for frame in error.frames.iter().take(SHOWN_FRAMES) {
        text.push_str(&format!("\n    at {}", shown_frame(frame)));
    }
    if let Some(more) = error.frames.len().checked_sub(SHOWN_FRAMES).filter(|more| *more > 0) {
        text.push_str(&format!("\n    … {more} more"));
    }
    if let Some(FailedCall { code, meaning, .. }) = &error.failed_call {
        // What has no meaning beyond its message is not explained either.
        let explained = if meaning.is_empty() {
            String::new()
        } else {
            format!("{meaning}; `minihost explain {code}` tells more, and ")
        };
        text.push_str(&format!("\nhelp: {explained}`fail` or `.catch` handles it"));
    }
    text
}

fn load_failure(failure: &LoadFailure) -> String {
    let mut text = match &failure.at {
        Some(at) => excerpt::render_line(&paths::shown_in(&failure.message), at, failure.source_line.as_deref()),
        None => error(&paths::shown_in(&failure.message)),
    };
    if !failure.tried.is_empty() {
        text.push_str("\ntried:");
        for path in &failure.tried {
            text.push_str(&format!("\n    {}", paths::shown(path)));
        }
    }
    text
}

fn shown_frame(frame: &Frame) -> String {
    match &frame.position {
        Some(at) => format!("{} ({})", frame.function, shown_position(at)),
        None => format!("{} (native)", frame.function),
    }
}

/// `path:line:column`, with the path as people want to see it.
pub(crate) fn shown_position(at: &Position) -> String {
    format!("{}:{}:{}", paths::shown(&at.path), at.line, at.column)
}

/// A line that begins with a red `error:`.
pub(crate) fn error(message: &str) -> String {
    labelled("error", AnsiColor::Red, message)
}

/// A line that begins with a yellow `warning:`.
pub(crate) fn warning(message: &str) -> String {
    labelled("warning", AnsiColor::Yellow, message)
}

fn labelled(label: &str, color: AnsiColor, message: &str) -> String {
    let style = Style::new().bold().fg_color(Some(color.into()));
    format!("{style}{label}{style:#}: {message}")
}

fn tell(text: &str) {
    // A closed stderr leaves nobody to tell.
    let _ = writeln!(anstream::stderr(), "{text}");
}
