//! `--report`: which reports there are, and where they write.

use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;

use clap::ArgMatches;
use clap::parser::ValueSource;
use minihost_runner::{
    Clauses, GitHub, Html, HtmlSettings, Human, HumanSettings, Json, Junit, Order, Report, RunSettings, Tap, quoted,
};
use minihost_shim::CLAUSES;

use super::list::List;
use super::settings::{duration, text, texts};
use super::{Refusal, usage};
use crate::exit::Exit;
use crate::printable::Printable;

/// What tells of the run, as `--report` asks for; with `--list`, the list.
///
/// # Errors
/// Where there is no such report, or its file cannot be written.
pub(super) fn reports(matches: &ArgMatches, settings: &RunSettings) -> Result<Vec<Box<dyn Report>>, Refusal> {
    if let Some(form) = text(matches, "list") {
        return Ok(vec![Box::new(List::new(form == "json"))]);
    }
    let root = format!("{}/", settings.root.display());
    let slow_ms = duration(matches, "slow")?.map(|slow| slow.as_secs_f64() * 1000.0);
    let human = HumanSettings {
        show_output: matches.get_flag("show-output"),
        slow_ms,
        root: root.clone(),
        again: repeated(matches),
    };
    let mut reports: Vec<Box<dyn Report>> = Vec::new();
    let given = texts(matches, "report");
    let given = if given.is_empty() { vec!["human".to_owned()] } else { given };
    for given in given {
        let (name, file) = match given.split_once('=') {
            Some((name, file)) => (name, Some(file)),
            None => (given.as_str(), None),
        };
        if name == "html" {
            reports.push(html(file, &root, matches)?);
            continue;
        }
        let out = output(name, file)?;
        reports.push(match name {
            "human" => Box::new(Human::new(out, human.clone())),
            "json" => Box::new(Json::new(out)),
            "tap" => Box::new(Tap::new(out)),
            "junit" => Box::new(Junit::new(out)),
            "github" => Box::new(GitHub::new(out, root.clone())),
            "clauses" => {
                let known = CLAUSES.iter().map(|clause| (clause.id.to_owned(), clause.says.to_owned()));
                Box::new(Clauses::new(out, known.collect()))
            }
            other => {
                let all = "human, junit, tap, json, github, clauses and html";
                return Err(usage(format!("--report: there is no report `{other}`; there are {all}")));
            }
        });
    }
    Ok(reports)
}

/// The report that is a folder.
fn html(folder: Option<&str>, root: &str, matches: &ArgMatches) -> Result<Box<dyn Report>, Refusal> {
    let Some(folder) = folder.filter(|folder| !folder.is_empty()) else {
        return Err(usage("--report html: it needs a folder; write for example --report html=report"));
    };
    let html = HtmlSettings { folder: folder.into(), root: root.to_owned(), options: repeated(matches) };
    let cannot = |cause| (format!("--report html={folder}: {cause}"), Exit::Environment);
    Ok(Box::new(Html::new(html).map_err(cannot)?))
}

fn output(name: &str, file: Option<&str>) -> Result<Box<dyn Write>, Refusal> {
    Ok(match file {
        None => {
            let stdout = BufWriter::new(anstream::AutoStream::auto(io::stdout()));
            if io::stdout().is_terminal() { Box::new(Printable(stdout)) } else { Box::new(stdout) }
        }
        Some(file) => {
            let cannot = |cause| (format!("--report {name}={file}: {cause}"), Exit::Environment);
            let file = File::create(Path::new(file)).map_err(cannot)?;
            // A file has no colours.
            Box::new(BufWriter::new(anstream::StripStream::new(file)))
        }
    })
}

/// The options that decide how a test goes, as a shell reads them.
fn repeated(matches: &ArgMatches) -> String {
    let is_given = |name: &str| matches.value_source(name).is_some_and(|source| source != ValueSource::DefaultValue);
    let valued = ["clock", "profile", "timeout", "max-memory", "schedule"].into_iter().filter(|name| is_given(name));
    let valued = valued.filter_map(|name| {
        let value = match name {
            "max-memory" => matches.get_one::<u64>(name).map(ToString::to_string),
            "schedule" => matches.get_one::<Order>(name).map(ToString::to_string),
            _ => text(matches, name).map(quoted),
        };
        Some(format!("--{name} {}", value?))
    });
    let flags = ["no-leaks"].into_iter().filter(|name| matches.get_flag(name)).map(|name| format!("--{name}"));
    valued.chain(flags).collect::<Vec<_>>().join(" ")
}
