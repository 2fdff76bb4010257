//! `minihost explain CODE`: what an error code means and what to do about it.

use std::io::{self, Write};

use anstyle::Style;
use clap::{Arg, ArgMatches, Command};
use minihost_shim::{Applies, CODES, Channel, ErrorCode, REQUEST_CODES, lookup};

use crate::exit::Exit;
use crate::report;

/// The subcommand.
pub(super) fn command() -> Command {
    Command::new("explain")
        .about("Explains an error code: what it means, what causes it, what to do")
        .arg(Arg::new("code").value_name("CODE|NAME").help("A number, such as 8 or 503, or a name; all, without one"))
        .arg(
            Arg::new("lang")
                .long("lang")
                .value_name("LANGUAGE")
                .help("zh shows the platform's own words first")
                .value_parser(["en", "zh"])
                .default_value("en"),
        )
}

/// Prints the explanation.
pub(super) fn explain(matches: &ArgMatches) -> Exit {
    let chinese = matches.get_one::<String>("lang").is_some_and(|language| language == "zh");
    let Some(question) = matches.get_one::<String>("code") else { return print(&overview()) };
    let found = lookup(question);
    if found.is_empty() {
        return report::refuse(
            &format!("there is no error code `{question}`; `minihost explain` lists all"),
            Exit::Usage,
        );
    }
    let texts: Vec<_> = found.into_iter().map(|entry| describe(entry, chinese)).collect();
    print(&texts.join("\n"))
}

fn print(text: &str) -> Exit {
    // A closed pipe (`| head`) is no failure.
    let _ = write!(anstream::AutoStream::auto(io::stdout()), "{text}");
    Exit::Clean
}

fn overview() -> String {
    let lines = |codes: &[ErrorCode]| -> String {
        codes.iter().map(|entry| format!("{:>5}  {:<18} {}\n", number(entry), entry.name, entry.meaning)).collect()
    };
    format!("{}\nmy.request:\n{}", lines(CODES), lines(REQUEST_CODES))
}

fn describe(entry: &ErrorCode, chinese: bool) -> String {
    let bold = Style::new().bold();
    let mut text = format!("{bold}{} {}{bold:#}{}\n", number(entry), entry.name, profile(entry.applies));
    let mut line = |label: &str, words: &str| {
        if !words.is_empty() {
            text.push_str(&format!("  {label}: {words}\n"));
        }
    };
    if chinese {
        line("描述", entry.published);
        line("解决方案", entry.published_remedy);
    }
    line("means", entry.meaning);
    for channel in entry.channels {
        line("where", place(*channel));
    }
    for cause in entry.causes {
        line("cause", cause);
    }
    line("do", entry.remedy);
    line("clauses", &entry.clauses.join(", "));
    if !chinese {
        line("published as", entry.published);
    }
    text
}

fn number(entry: &ErrorCode) -> String {
    if entry.code == 400 { "≥ 400".to_owned() } else { entry.code.to_string() }
}

fn profile(applies: Applies) -> &'static str {
    match applies {
        Applies::Both => "",
        Applies::Classic => " (profile classic)",
        Applies::Latest => " (profile latest)",
    }
}

fn place(channel: Channel) -> &'static str {
    match channel {
        Channel::ConnectFail => "fail of my.connectSocket; nothing was dialled",
        Channel::SendFail => "fail of my.sendSocketMessage",
        Channel::RequestFail => "fail of my.request",
        Channel::ErrorEvent => "my.onSocketError, then my.onSocketClose",
    }
}
