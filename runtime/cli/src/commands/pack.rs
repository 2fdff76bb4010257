//! `minihost pack OUT [PATH…]`: writes a mini-program that runs test files on any host, the vendor's IDE and phones too.
//!
//! Nothing is evaluated here. The harness is `templates/pack`, in plain JavaScript, since what it runs on is not minihost.

mod files;
mod words;

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use minihost_runner::discover;

use self::files::PackedFile;
use crate::exit::Exit;
use crate::report;

const AFTER_HELP: &str = "\
Open OUT in the platform's IDE, or on a phone through its preview, and type in the url of a server (`minihost serve`).
Each test is told in a line of the console: `OK name`, `FAIL name: why`, or `LEFT OUT name: needs launch` where its tags
say that it needs what a mini-program has not (needs:launch, needs:peer, needs:clock).

Here: minihost run OUT --query server=ws://127.0.0.1:9000";

/// The subcommand.
pub(super) fn command() -> Command {
    Command::new("pack")
        .about("Writes a mini-program that runs test files in the platform's IDE and on phones")
        .arg(
            Arg::new("out")
                .value_name("OUT")
                .help("The mini-program's folder; it is made if it is not there")
                .required(true)
                .value_parser(value_parser!(PathBuf)),
        )
        .arg(
            Arg::new("path")
                .value_name("PATH")
                .help(
                    "Test files, modules that they load, folders to search for *.test.js [default: the current folder]",
                )
                .num_args(0..)
                .value_parser(value_parser!(PathBuf)),
        )
        .arg(Arg::new("force").long("force").help("Writes into a folder that is not empty").action(ArgAction::SetTrue))
        .after_help(AFTER_HELP)
}

type Refusal = (String, Exit);

/// Writes the mini-program, and tells how to run it.
pub(super) fn pack(matches: &ArgMatches) -> Exit {
    let Some(out) = matches.get_one::<PathBuf>("out") else { return Exit::Usage };
    let paths: Vec<PathBuf> = matches.get_many("path").map(|paths| paths.cloned().collect()).unwrap_or_default();
    let told = packed(out, paths).and_then(|(files, tests)| write(out, files, tests, matches.get_flag("force")));
    match told {
        Ok(told) => {
            // A closed pipe (`| head`) is no failure.
            let _ = write!(anstream::AutoStream::auto(io::stdout()), "{told}");
            Exit::Clean
        }
        Err((message, exit)) => report::refuse(&message, exit),
    }
}

/// All files of the mini-program, and how many of them are tests.
fn packed(out: &Path, paths: Vec<PathBuf>) -> Result<(Vec<PackedFile>, usize), Refusal> {
    let environment = |cause: io::Error| (cause.to_string(), Exit::Environment);
    let root = std::env::current_dir().and_then(|root| root.canonicalize()).map_err(environment)?;
    let paths = if paths.is_empty() { vec![root.clone()] } else { paths };
    let mut sources = discover(&paths).map_err(|cause| (cause.to_string(), Exit::Usage))?;
    if let Ok(out) = out.canonicalize() {
        // A mini-program that was packed before is no source of the next one.
        sources.retain(|source| !source.starts_with(&out));
    }
    let mut files = files::harness();
    let mut tests = Vec::new();
    for source in &sources {
        let inside = source.strip_prefix(&root).ok().and_then(Path::to_str).ok_or_else(|| {
            let message = format!(
                "{} is not in the current folder; start from a folder that all test files are in",
                source.display()
            );
            (message, Exit::Usage)
        })?;
        #[expect(clippy::disallowed_methods, reason = "the binary reads the files that its command line names")]
        let text = std::fs::read_to_string(source)
            .map_err(|cause| (format!("cannot read {inside}: {cause}"), Exit::Environment))?;
        let is_test = is_test(inside);
        files.push(files::source(inside, &text, is_test));
        if is_test {
            tests.push(inside.to_owned());
        }
    }
    if tests.is_empty() {
        let message = "there is no test file here; tests are in files called *.test.js".to_owned();
        return Err((message, Exit::NoTests));
    }
    files.push(files::index(&tests));
    Ok((files, tests.len()))
}

fn is_test(path: &str) -> bool {
    [".test.js", ".test.mjs", ".test.cjs"].iter().any(|ending| path.ends_with(ending))
}

fn write(out: &Path, files: Vec<PackedFile>, tests: usize, force: bool) -> Result<String, Refusal> {
    let is_empty = out.read_dir().map_or(true, |mut entries| entries.next().is_none());
    if !is_empty && !force {
        let message = format!("{} is not empty; nothing was written. Use --force to write into it", out.display());
        return Err((message, Exit::Usage));
    }
    for file in files {
        let path = out.join(&file.path);
        let made = path.parent().map_or(Ok(()), std::fs::create_dir_all);
        made.and_then(|()| std::fs::write(&path, file.text.as_ref()))
            .map_err(|cause| (format!("cannot write {}: {cause}", path.display()), Exit::Environment))?;
    }
    Ok(format!(
        "packed {tests} test file{}\n\nnext:\n  minihost serve --port 9000\n  minihost run {} --query server=ws://127.0.0.1:9000\n",
        if tests == 1 { "" } else { "s" },
        out.display()
    ))
}
