//! `minihost inspect PATH`: a program runs while a person looks into it and acts on it.

mod answers;
mod commands;
mod completion;
mod history;
mod lines;
mod print;
mod prompt;
mod records;
mod screen;
mod session;

use std::io::IsTerminal;
use std::rc::Rc;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use clap::{ArgMatches, Command};
use minihost_runtime::Setup;
use minihost_runtime::inspect::Inspector;

use self::answers::Answers;
use self::prompt::Prompt;
use self::records::Records;
use self::screen::{Screen, ScreenOutput};
use self::session::{Reader, Session};
use super::run::{self, Defaults, Plan};
use crate::exit::{self, Exit};
use crate::report;
use crate::supervisor::{self, Bystander};
use crate::terminal::Stdout;

/// Typed code is parsed on this thread to tell whether it goes on; parsers nest as deep as their text.
const READER_STACK_BYTES: usize = 64 << 20;

/// The subcommand.
pub(super) fn command() -> Command {
    run::command_with_options("inspect")
        .about("Runs a mini-program while you look into it: JavaScript and .commands, `.help` lists them")
        .after_help(exit::HELP)
}

/// Runs the program and the session.
pub(super) fn inspect(matches: &ArgMatches) -> Exit {
    // Where lines cannot be edited, they are read as from a pipe.
    let is_terminal = std::io::stdin().is_terminal() && std::io::stdout().is_terminal() && prompt::is_possible();
    // A person may take all the time in the world; a script may not hang.
    let timeout = if is_terminal { None } else { Some(run::DEFAULT_TIMEOUT) };
    let default = Defaults { timeout, turn: None };
    let Plan { program, trace, dump, peer } = match run::plan(matches, default) {
        Ok(plan) => plan,
        Err(refusal) => return run::refuse(refusal),
    };
    let pages = program.project.pages().to_vec();
    let (inspector, inspected) = Inspector::new();
    let stdout = Stdout::new();
    let failure = Arc::<Mutex<Option<Exit>>>::default();
    let records = Records::new(is_terminal);
    let (reader, screen): (Box<dyn Reader + Send>, Screen) = if is_terminal {
        match Prompt::open(&inspector, pages) {
            Ok((prompt, screen)) => (Box::new(prompt), screen),
            Err(message) => return report::refuse(&message, Exit::Environment),
        }
    } else {
        (Box::new(lines::Lines::default()), Screen::plain(stdout.clone()))
    };
    let answers = Answers::new(screen.clone(), records.clone(), Arc::clone(&failure));
    let (session, interrupts) = Session::new(inspector, answers);
    let spawned = thread::Builder::new()
        .name("session".to_owned())
        .stack_size(READER_STACK_BYTES)
        .spawn(move || session.run(reader));
    if let Err(cause) = spawned {
        return report::refuse(&format!("cannot start a thread: {cause}"), Exit::Environment);
    }
    let fences = program.fences;
    let (program_screen, program_trace) = (screen.clone(), trace.clone());
    let setup = move || {
        let trace: Box<dyn minihost_log::Sink> = Box::new(records.sink(program_trace.as_ref()));
        let output = Rc::new(ScreenOutput::new(program_screen));
        Setup { settings: program.settings(), output, trace: Some(trace), extension: Some(Box::new(inspected)) }
    };
    let interrupted = || {
        // Without a terminal nobody is there to go on.
        is_terminal && interrupts.interrupt()
    };
    let bystander = Bystander { interrupted: &interrupted, ended: &|| screen.close() };
    let exit = supervisor::supervise(setup, &stdout, fences, dump, &bystander);
    drop(peer);
    let exit = run::finish(trace.as_ref(), exit);
    // How the program ended counts first.
    let failure = *failure.lock().unwrap_or_else(PoisonError::into_inner);
    failure.filter(|_| exit == Exit::Clean).unwrap_or(exit)
}
