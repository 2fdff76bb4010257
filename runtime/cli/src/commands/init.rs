//! `minihost init [DIR]`: what a mini-program needs to be run, tested and edited.

mod files;

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

use self::files::TemplateFile;
use crate::exit::Exit;
use crate::report;

const AFTER_HELP: &str = "\
An empty folder becomes a small mini-program with a test. Where there is an app.json already, only the test side is added:
a test, the declarations for editors, and the workflow that --ci asks for.";

/// The subcommand.
pub(super) fn command() -> Command {
    let flag = |name: &'static str, help: &'static str| Arg::new(name).long(name).action(ArgAction::SetTrue).help(help);
    Command::new("init")
        .about("Makes a folder into a mini-program with tests")
        .arg(
            Arg::new("folder")
                .value_name("DIR")
                .help("The folder; it is made if it is not there")
                .value_parser(value_parser!(PathBuf))
                .default_value("."),
        )
        .arg(
            Arg::new("ci")
                .long("ci")
                .value_name("KIND")
                .help("Adds a workflow that runs the tests: `github`")
                .value_parser(["github"]),
        )
        .arg(flag("keep", "Leaves files that are there already as they are"))
        .arg(flag("force", "Overwrites files that are there already").conflicts_with("keep"))
        .after_help(AFTER_HELP)
}

/// Writes the files and tells what to do next. Nothing is written where one of them is there already, unless `--keep`
/// or `--force` is given.
pub(super) fn init(matches: &ArgMatches) -> Exit {
    let Some(folder) = matches.get_one::<PathBuf>("folder") else { return Exit::Usage };
    let wants_workflow = matches.contains_id("ci");
    let (keep, force) = (matches.get_flag("keep"), matches.get_flag("force"));
    let is_program = exists(&folder.join("app.json"));
    let files = files::of(is_program, wants_workflow);
    let (there, missing): (Vec<_>, Vec<_>) = files.into_iter().partition(|file| exists(&folder.join(file.path)));
    if !there.is_empty() && !keep && !force {
        let names: Vec<_> = there.iter().map(|file| shown(folder, file)).collect();
        let message = format!(
            "{} there already: {}; nothing was written. Use --keep to leave such files as they are, or --force to \
             overwrite them",
            if names.len() == 1 { "a file is" } else { "files are" },
            names.join(", ")
        );
        return report::refuse(&message, Exit::Usage);
    }
    let mut told = String::new();
    for file in &there {
        if keep {
            told.push_str(&format!("kept   {}\n", shown(folder, file)));
        }
    }
    let written = if force { there.into_iter().chain(missing).collect() } else { missing };
    for file in written {
        if let Err(cause) = write(&folder.join(file.path), &file.text) {
            return report::refuse(&format!("cannot write {}: {cause}", shown(folder, &file)), Exit::Environment);
        }
        told.push_str(&format!("wrote  {}\n", shown(folder, &file)));
    }
    told.push_str(&next_steps(folder, is_program, wants_workflow));
    // A closed pipe (`| head`) is no failure.
    let _ = write!(anstream::AutoStream::auto(io::stdout()), "{told}");
    Exit::Clean
}

fn next_steps(folder: &Path, was_program: bool, has_workflow: bool) -> String {
    let mut text = "\nnext:\n".to_owned();
    if folder != Path::new(".") {
        text.push_str(&format!("  cd {}\n", folder.display()));
    }
    text.push_str("  minihost test       # runs the tests in tests/\n");
    if !was_program {
        text.push_str("  minihost run .      # runs the mini-program against a server inside minihost\n");
    }
    if has_workflow {
        text.push_str("  set the repository's variable MINIHOST_GIT to where minihost's sources are\n");
    } else {
        text.push_str("  minihost init --ci github --keep    # adds a workflow that runs the tests\n");
    }
    text
}

/// The file's path as the command line would name it.
fn shown(folder: &Path, file: &TemplateFile) -> String {
    if folder == Path::new(".") { file.path.to_owned() } else { folder.join(file.path).display().to_string() }
}

/// Whether something has this name, be it a link that leads nowhere.
fn exists(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

fn write(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(path, text)
}
