//! `minihost check PROJECT`: what can be told of a mini-program without running it.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use minihost_check::{BadLevel, RULES, Report, Settings, Severity};
use minihost_runtime::{Layout, LoadError};

use crate::exit::Exit;
use crate::mocks;
use crate::options::{self, Invalid};
use crate::report::{self, findings};

const AFTER_HELP: &str = "\
A comment takes a finding back, on its line or on the line before: // minihost-ignore insecure-url

Exit codes:
  0    nothing, or nothing worse than warnings
  1    errors, or warnings with --deny-warnings
  2    the command line or minihost.toml is wrong
  3    there is no such project
  8    the environment: the system refuses a thread, or a file";

/// The options of `minihost run` that count here.
const OPTIONS: [&str; 2] = ["profile", "mock"];

/// The subcommand.
pub(super) fn command() -> Command {
    let rules: Vec<_> =
        RULES.iter().map(|rule| format!("  {:<21} {:<8} {}", rule.id, rule.severity.name(), rule.summary)).collect();
    let after = format!("Rules:\n{}\n\n{AFTER_HELP}", rules.join("\n"));
    Command::new("check")
        .about("Finds mistakes in a mini-program without running it")
        .arg(
            Arg::new("path")
                .value_name("PROJECT")
                .help("A project folder (with app.json), or one .js file")
                .value_parser(value_parser!(PathBuf))
                .required(true),
        )
        .arg(
            Arg::new("json")
                .long("json")
                .help("Prints one JSON object, for editors: docs/check.md")
                .action(ArgAction::SetTrue),
        )
        .arg(
            Arg::new("rule")
                .long("rule")
                .value_name("ID=LEVEL")
                .help("Turns a rule off, or sets how much it counts: off, note, warning, error")
                .action(ArgAction::Append),
        )
        .arg(
            Arg::new("deny-warnings")
                .long("deny-warnings")
                .help("Exits with 1 where there are warnings, too")
                .action(ArgAction::SetTrue),
        )
        .args(OPTIONS.iter().filter_map(|name| options::one(name)))
        .after_help(after)
}

/// Why nothing was checked.
enum Refusal {
    Option(Invalid),
    Load(LoadError),
}

/// Checks the project and prints what was found.
pub(super) fn check(matches: &ArgMatches) -> Exit {
    let (profile, report) = match checked(matches) {
        Ok(checked) => checked,
        Err(Refusal::Option(Invalid { message, at })) => return report::refuse_at(&message, at.as_ref(), Exit::Usage),
        Err(Refusal::Load(LoadError::BadJson { at, message })) => {
            return report::refuse_at(&message, Some(&at), Exit::Load);
        }
        Err(Refusal::Load(error @ LoadError::Unreadable { .. })) => {
            return report::refuse(&error.to_string(), Exit::Environment);
        }
        Err(Refusal::Load(error)) => return report::refuse(&error.to_string(), Exit::Load),
    };
    let text = if matches.get_flag("json") { findings::json(&report, &profile) } else { findings::text(&report) };
    // A closed pipe (`| head`) is no failure.
    let _ = write!(anstream::AutoStream::auto(io::stdout()), "{text}");
    let is_denied = matches.get_flag("deny-warnings") && report.count(Severity::Warning) > 0;
    if report.count(Severity::Error) > 0 || is_denied { Exit::Failed } else { Exit::Clean }
}

fn checked(matches: &ArgMatches) -> Result<(String, Report), Refusal> {
    let mut settings = Settings::default();
    for level in matches.get_many::<String>("rule").into_iter().flatten() {
        settings
            .levels
            .say(level)
            .map_err(|BadLevel(cause)| Refusal::Option(Invalid { message: format!("--rule: {cause}"), at: None }))?;
    }
    let path = matches.get_one::<PathBuf>("path").map_or(Path::new("."), PathBuf::as_path);
    let layout = Layout::of(path).map_err(Refusal::Load)?;
    let mut given = options::from_project(&layout.root).map_err(Refusal::Option)?;
    given.extend(options::from_some_arguments(matches, &OPTIONS));
    let profiles = [("classic", "classic"), ("latest", "latest")];
    let profile = given.value("profile", |profile| options::choice(profile, &profiles)).map_err(Refusal::Option)?;
    settings.profile = profile.unwrap_or("classic").to_owned();
    for mocks in given.list("mock", mocks::read).map_err(Refusal::Option)? {
        settings.mocked.extend(mocks.names());
    }
    let report = minihost_check::check(path, &settings).map_err(Refusal::Load)?;
    Ok((settings.profile, report))
}
