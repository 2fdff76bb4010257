//! The command line as it was typed; nothing here is checked against anything but its own form.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Parser, Subcommand, ValueEnum};
use serde_json::Value;

use crate::duration;
use crate::exit;

/// A headless host for mini-program JavaScript: runs pages that use `my.connectSocket` and its family.
#[derive(Debug, Parser)]
#[command(name = "minihost", version, after_help = exit::HELP, arg_required_else_help = true)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Run a mini-program until nothing is pending any more.
    #[command(after_help = exit::HELP)]
    Run(RunArgs),
}

/// `minihost run`.
#[derive(Debug, Parser)]
pub(crate) struct RunArgs {
    /// A project folder (with app.json), or one .js file.
    pub(crate) path: PathBuf,

    /// The page to open; the first one of app.json by default.
    #[arg(long, value_name = "ROUTE")]
    pub(crate) page: Option<String>,

    /// Adds to the query that onLaunch and onLoad receive.
    #[arg(long, value_name = "KEY=VALUE", value_parser = key_value)]
    pub(crate) query: Vec<(String, String)>,

    /// Merges into the page's data before onLoad; KEY may be a path such as user.tags[0].
    #[arg(long, value_name = "KEY=JSON", value_parser = key_json)]
    pub(crate) data: Vec<(String, Value)>,

    /// Calls a handler of the page after onReady; JSON is the event, or its detail.
    #[arg(long, value_name = "HANDLER[=JSON]", value_parser = handler)]
    pub(crate) call: Vec<(String, Option<Value>)>,

    /// Stops the program after this long, with exit code 5; `none` lets it run for ever [default: 60s].
    #[arg(long, value_name = "DURATION", value_parser = Limit::parse)]
    pub(crate) timeout: Option<Limit>,

    /// Ends the program cleanly when nothing has happened for this long.
    #[arg(long, value_name = "DURATION", value_parser = duration::parse)]
    pub(crate) idle: Option<Duration>,

    /// Writes the event log, one JSON object a line, to FILE or to stderr.
    #[arg(long, value_name = "FILE", num_args = 0..=1, require_equals = true)]
    pub(crate) trace: Option<Option<PathBuf>>,

    /// Which document the error codes and payloads follow [default: classic].
    #[arg(long, value_enum)]
    pub(crate) profile: Option<Profile>,

    /// Trusts the certificates in this PEM file as well as the system's.
    #[arg(long, value_name = "FILE")]
    pub(crate) ca: Vec<PathBuf>,

    /// Starts a WebSocket server for the program; ${peer} in --query and --data stands for its url.
    #[arg(long)]
    pub(crate) peer: bool,
}

/// A duration, or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Limit(pub(crate) Option<Duration>);

impl Limit {
    fn parse(text: &str) -> Result<Self, String> {
        duration::parse_limit(text).map(Self)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Profile {
    /// One connection, codes 1 to 12, binary messages as base64.
    Classic,
    /// Today's pages: code 20, 50 and 65, binary messages as ArrayBuffer.
    Latest,
}

impl From<Profile> for minihost_socket::Profile {
    fn from(profile: Profile) -> Self {
        match profile {
            Profile::Classic => Self::Classic,
            Profile::Latest => Self::Latest,
        }
    }
}

fn key_value(text: &str) -> Result<(String, String), String> {
    let (key, value) = text.split_once('=').ok_or("there is no `=`; write KEY=VALUE")?;
    if key.is_empty() {
        return Err("there is no key before `=`".to_owned());
    }
    Ok((key.to_owned(), value.to_owned()))
}

fn key_json(text: &str) -> Result<(String, Value), String> {
    let (key, value) = key_value(text)?;
    Ok((key, json(&value)?))
}

pub(crate) fn handler(text: &str) -> Result<(String, Option<Value>), String> {
    match text.split_once('=') {
        None if text.is_empty() => Err("there is no handler name".to_owned()),
        None => Ok((text.to_owned(), None)),
        Some(_) => key_json(text).map(|(handler, event)| (handler, Some(event))),
    }
}

fn json(text: &str) -> Result<Value, String> {
    serde_json::from_str(text).map_err(|error| {
        let hint =
            if text.starts_with(['"', '{', '[']) { String::new() } else { format!("; did you mean '\"{text}\"'?") };
        format!("`{text}` is no JSON: {error}{hint}")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;
    use serde_json::json;

    #[test]
    fn the_command_line_is_well_formed() {
        Args::command().debug_assert();
    }

    #[test]
    fn data_must_be_json_and_says_how() {
        assert_eq!(key_json("a=[1]"), Ok(("a".to_owned(), json!([1]))));
        assert_eq!(key_json("url=\"ws://h\""), Ok(("url".to_owned(), json!("ws://h"))));
        let error = key_json("url=ws://h").unwrap_err();
        assert!(error.contains("did you mean '\"ws://h\"'"), "{error}");
        assert!(key_json("url").is_err());
    }

    #[test]
    fn a_handler_may_come_with_an_event() {
        assert_eq!(handler("onTap"), Ok(("onTap".to_owned(), None)));
        assert_eq!(handler("send={\"value\":1}"), Ok(("send".to_owned(), Some(json!({"value": 1})))));
        assert!(handler("send=x").is_err());
        assert!(handler("=1").is_err());
    }
}
