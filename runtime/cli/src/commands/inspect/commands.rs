//! What a person may type: the table of commands, and the way from a line to what it asks for.

use std::time::Duration;

use minihost_runtime::inspect::{Message, Request};
use minihost_runtime::{ElementEvent, Selector};
use serde_json::Value;

use super::records;
use crate::options;

/// A row of the table.
pub(super) struct Row {
    pub(super) name: &'static str,
    pub(super) arguments: &'static str,
    pub(super) about: &'static str,
    parse: fn(&str) -> Result<Input, String>,
}

/// What a line asks for.
#[derive(Debug, PartialEq)]
pub(super) enum Input {
    /// Nothing.
    Nothing,
    /// Something of the program.
    Ask(Request),
    /// The next record of that name.
    Wait { name: String, timeout: Duration },
    /// The last records.
    Log(usize),
    /// The table.
    Help,
    /// The end.
    Quit,
}

const fn row(
    name: &'static str,
    arguments: &'static str,
    about: &'static str,
    parse: fn(&str) -> Result<Input, String>,
) -> Row {
    Row { name, arguments, about, parse }
}

/// How long `.wait` waits when nothing else is said.
const WAIT: Duration = Duration::from_secs(5);

/// Records that `.log` shows when nothing else is said.
const LOGGED: usize = 20;

/// Every command, in the order of the help.
pub(super) const TABLE: &[Row] = &[
    row("data", "[PATH]", "the page's data, or what is at a path: list[0].text", |rest| ask(Request::Data(text(rest)))),
    row("handlers", "", "the page's functions", |rest| none(rest, Request::Handlers)),
    row("call", "NAME [JSON]", "calls a handler with an event, or with its detail", call),
    row("find", "SELECTOR", "the elements of the page's .axml that a selector means: .item:nth(2)", |rest| {
        ask(Request::Find(selector(rest)?))
    }),
    row("tap", "SELECTOR", "taps an element", |rest| ask(Request::Touch(touch("tap", selector(rest)?, None)))),
    row("event", "NAME@SELECTOR[=JSON]", "sends an element another event: input@#name={\"value\":\"x\"}", event),
    row("pages", "", "the page stack; the last one is shown", |rest| none(rest, Request::Pages)),
    row("go", "URL", "opens a page, or shows a tab: /pages/room/room?id=1", |rest| {
        ask(Request::Go(text(rest).ok_or("say where to: .go /pages/index/index")?))
    }),
    row("back", "[COUNT]", "closes the page that is shown, or as many", |rest| {
        ask(Request::Back(number(rest)?.unwrap_or(1)))
    }),
    row("hide", "", "sends the program to the background", |rest| none(rest, Request::Hide)),
    row("show", "", "brings it back", |rest| none(rest, Request::Show)),
    row("sockets", "", "the connections, and what went over them", |rest| none(rest, Request::Sockets)),
    row("send", "[--task ID] [--binary] TEXT", "sends a message; with --binary the text is base64", send),
    row("close", "[--task ID] [CODE] [REASON]", "closes the connection, or a task", close),
    row("listeners", "", "the listeners of socket events", |rest| none(rest, Request::Listeners)),
    row("timers", "", "the timers, and which line set them", |rest| none(rest, Request::Timers)),
    row("log", "[COUNT]", "the last records of the event log", |rest| Ok(Input::Log(number(rest)?.unwrap_or(LOGGED)))),
    row("wait", "EVENT [TIMEOUT]", "waits for a socket event (open, message, error, close) or a record", wait),
    row("help", "", "this list", |_| Ok(Input::Help)),
    row("quit", "", "ends the program as when a person closes it; so does Ctrl-D", |_| Ok(Input::Quit)),
];

/// What `line` asks for; everything but a dot with a letter after it is JavaScript.
///
/// # Errors
/// What is wrong with a command.
pub(super) fn parse(line: &str) -> Result<Input, String> {
    if line.trim().is_empty() {
        return Ok(Input::Nothing);
    }
    let Some(command) = command(line) else { return ask(Request::Evaluate(line.to_owned())) };
    let (name, rest) = command.split_once(char::is_whitespace).unwrap_or((command, ""));
    match TABLE.iter().find(|row| row.name == name) {
        Some(row) => (row.parse)(rest),
        None => Err(format!("unknown command `.{name}`; {}", hint(name))),
    }
}

/// A line that is a command, without its dot.
pub(super) fn command(line: &str) -> Option<&str> {
    line.trim_start().strip_prefix('.').filter(|rest| rest.starts_with(|first: char| first.is_ascii_alphabetic()))
}

fn hint(name: &str) -> String {
    let near = TABLE.iter().map(|row| (strsim::normalized_damerau_levenshtein(row.name, name), row.name));
    match near.max_by(|a, b| a.0.total_cmp(&b.0)) {
        Some((likeness, near)) if likeness > 0.5 => format!("did you mean `.{near}`?"),
        _ => "`.help` lists them all".to_owned(),
    }
}

fn ask(request: Request) -> Result<Input, String> {
    Ok(Input::Ask(request))
}

fn none(rest: &str, request: Request) -> Result<Input, String> {
    match rest.trim() {
        "" => ask(request),
        more => Err(format!("`{more}` is too much: the command takes nothing")),
    }
}

fn text(rest: &str) -> Option<String> {
    Some(rest.trim()).filter(|text| !text.is_empty()).map(str::to_owned)
}

fn number(rest: &str) -> Result<Option<usize>, String> {
    let Some(text) = text(rest) else { return Ok(None) };
    text.parse().map(Some).map_err(|_| format!("`{text}` is no number"))
}

fn call(rest: &str) -> Result<Input, String> {
    let rest = rest.trim();
    let (name, event) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    if name.is_empty() {
        return Err("say which handler: .call onTap; `.handlers` lists them".to_owned());
    }
    let event = match event.trim() {
        "" => None,
        text => Some(serde_json::from_str(text).map_err(|error| format!("`{text}` is no JSON: {error}"))?),
    };
    ask(Request::Call { handler: name.to_owned(), event })
}

fn selector(rest: &str) -> Result<Selector, String> {
    Selector::parse(rest.trim()).map_err(|error| error.to_string())
}

fn touch(name: &str, selector: Selector, detail: Option<Value>) -> ElementEvent {
    ElementEvent { name: name.to_owned(), selector, detail }
}

fn event(rest: &str) -> Result<Input, String> {
    let (name, selector, detail) = options::element_event(rest.trim())?;
    ask(Request::Touch(touch(&name, selector, detail)))
}

/// Takes `--task ID` from the front.
fn task(rest: &str) -> Result<(Option<u32>, &str), String> {
    let Some(rest) = word(rest, "--task") else { return Ok((None, rest)) };
    let (id, rest) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let id = id.parse().map_err(|_| format!("`{id}` is no task; `.sockets` lists them: --task 1"))?;
    Ok((Some(id), rest.trim_start()))
}

/// What follows `word`, where the text begins with that.
fn word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let rest = text.strip_prefix(word)?;
    (rest.is_empty() || rest.starts_with(char::is_whitespace)).then(|| rest.trim_start())
}

fn send(rest: &str) -> Result<Input, String> {
    let (task, rest) = task(rest.trim_start())?;
    let message = match word(rest, "--binary") {
        Some(base64) => Message::Base64(base64.trim_end().to_owned()),
        None => Message::Text(rest.to_owned()),
    };
    ask(Request::Send { task, message })
}

fn close(rest: &str) -> Result<Input, String> {
    let (task, rest) = task(rest.trim())?;
    let (code, reason) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let code = match code {
        "" => 1000,
        code => code.parse().map_err(|_| format!("`{code}` is no close code: 1000, or 3000 to 4999"))?,
    };
    ask(Request::Close { task, code, reason: reason.trim().to_owned() })
}

fn wait(rest: &str) -> Result<Input, String> {
    let rest = rest.trim();
    let (name, timeout) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    if !records::names().any(|known| known == name) {
        let what = if name.is_empty() { "say what to wait for".to_owned() } else { format!("there is no `{name}`") };
        return Err(format!("{what}: open, message, error, close, or a kind of record that `.log` shows"));
    }
    let timeout = match timeout.trim() {
        "" => WAIT,
        text => match text.parse() {
            Ok(millis) => Duration::from_millis(millis),
            Err(_) => humantime::parse_duration(text)
                .map_err(|error| format!("`{text}` is no duration: {error}; write for example 500ms or 30s"))?,
        },
    };
    Ok(Input::Wait { name: name.to_owned(), timeout })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn lines_are_commands_or_code() {
        let code = |text: &str| Ok(Input::Ask(Request::Evaluate(text.to_owned())));
        assert_eq!(parse("  "), Ok(Input::Nothing));
        assert_eq!(parse(".5 + 1"), code(".5 + 1"));
        assert_eq!(parse("page.data"), code("page.data"));
        assert_eq!(parse(" .data list[0] "), Ok(Input::Ask(Request::Data(Some("list[0]".to_owned())))));
        assert_eq!(parse(".back"), Ok(Input::Ask(Request::Back(1))));
        assert_eq!(
            parse(".call send {\"value\": 1}"),
            Ok(Input::Ask(Request::Call { handler: "send".to_owned(), event: Some(json!({"value": 1})) }))
        );
        let send = |task, message| Ok(Input::Ask(Request::Send { task, message }));
        assert_eq!(parse(".send  hi there"), send(None, Message::Text("hi there".to_owned())));
        assert_eq!(parse(".send --task 2 --binary AAE="), send(Some(2), Message::Base64("AAE=".to_owned())));
        assert_eq!(parse(".send --taskless"), send(None, Message::Text("--taskless".to_owned())));
        assert_eq!(
            parse(".close 4001 see you"),
            Ok(Input::Ask(Request::Close { task: None, code: 4001, reason: "see you".to_owned() }))
        );
        let wait = |name: &str, timeout| Ok(Input::Wait { name: name.to_owned(), timeout });
        assert_eq!(parse(".wait message 100"), wait("message", Duration::from_millis(100)));
        assert_eq!(parse(".wait page.call 1s"), wait("page.call", Duration::from_secs(1)));
    }

    #[test]
    fn wrong_commands_say_what_is_wrong() {
        for (line, message) in [
            (".dta", "unknown command `.dta`; did you mean `.data`?"),
            (".x", "unknown command `.x`; `.help` lists them all"),
            (".pages 1", "`1` is too much: the command takes nothing"),
            (".back x", "`x` is no number"),
            (".call", "say which handler: .call onTap; `.handlers` lists them"),
            (".close soon", "`soon` is no close code: 1000, or 3000 to 4999"),
            (".send --task x", "`x` is no task; `.sockets` lists them: --task 1"),
        ] {
            assert_eq!(parse(line), Err(message.to_owned()), "{line}");
        }
        assert!(parse(".wait nothing").is_err_and(|message| message.starts_with("there is no `nothing`: open")));
        assert!(parse(".call a {").is_err_and(|message| message.starts_with("`{` is no JSON: ")));
    }
}
