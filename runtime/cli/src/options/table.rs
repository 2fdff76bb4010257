//! The table.

/// What an option takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// `true` or `false`; the name alone means `true`.
    Flag,
    /// One value; the last source wins.
    Value,
    /// One value that may be left out.
    OptionalValue,
    /// Several values; all sources count.
    List,
    /// Several file names, relative to the folder of the file that names them.
    Files,
    /// `KEY=VALUE`, several times; a table in the file.
    Pairs,
    /// `KEY=JSON`, several times; a table in the file.
    JsonPairs,
}

/// A row.
#[derive(Debug)]
pub(super) struct Row {
    /// `--{name}`, `{name}` under `[run]`, and `MINIHOST_{NAME}`.
    pub(super) name: &'static str,
    pub(super) shape: Shape,
    /// What stands for the value in the help.
    pub(super) value: &'static str,
    pub(super) help: &'static str,
    /// What it is listed under in the help; none for those that come first.
    pub(super) heading: Option<&'static str>,
}

const fn row(name: &'static str, shape: Shape, value: &'static str, help: &'static str) -> Row {
    Row { name, shape, value, help, heading: None }
}

/// What limits are listed under.
pub(super) const LIMITS: &str = "Limits (docs/limits.md)";

const fn limit(name: &'static str, value: &'static str, help: &'static str) -> Row {
    Row { name, shape: Shape::Value, value, help, heading: Some(LIMITS) }
}

/// Every option of `minihost run`.
pub(super) const RUN: &[Row] = &[
    row("page", Shape::Value, "ROUTE", "The page to open [default: the first one of app.json]"),
    row("query", Shape::Pairs, "KEY=VALUE", "Adds to the query that onLaunch and onLoad receive"),
    row(
        "launch-query",
        Shape::Value,
        "QUERY",
        "What the app receives as query, percent-encoded: a=1&b=2 [default: that of the page]",
    ),
    row(
        "data",
        Shape::JsonPairs,
        "KEY=JSON",
        "Merges into the page's data before onLoad; KEY may be a path: user.tags[0]",
    ),
    row(
        "call",
        Shape::List,
        "HANDLER[=JSON]",
        "Calls a handler of the page after onReady; JSON is the event, or its detail",
    ),
    row(
        "tap",
        Shape::List,
        "SELECTOR",
        "Taps on an element of the page's .axml after onReady: #send, .item:nth(2) button; in turn with --call",
    ),
    row(
        "event",
        Shape::List,
        "NAME@SELECTOR[=JSON]",
        "Any other event of an element, with its detail: input@#name={\"value\":\"x\"}",
    ),
    row(
        "wait",
        Shape::List,
        "SELECTOR",
        "Waits until there is such an element, before the next --call, --tap or --event",
    ),
    row(
        "dump-data",
        Shape::OptionalValue,
        "FILE",
        "Writes the data of the open pages at the end, as JSON, to FILE or to stdout",
    ),
    row(
        "answer",
        Shape::List,
        "DIALOG=ANSWER",
        "Answers the next such dialog: confirm=false, prompt=TEXT, showActionSheet=INDEX, or =false",
    ),
    row(
        "mock",
        Shape::Files,
        "FILE",
        "Answers calls of `my` as this JSON or TOML file says, whether the host has them or not",
    ),
    row(
        "timeout",
        Shape::Value,
        "DURATION",
        "Stops the program after this long, with exit code 5; `none` lets it run for ever [default: 60s]",
    ),
    row(
        "max-turn",
        Shape::Value,
        "DURATION",
        "Ends the run with exit code 5 when script has not come back for this long; `none` lets it take its time [default: 10s]",
    ),
    row(
        "max-rounds",
        Shape::Value,
        "NUMBER",
        "Ends the first loop, or chain of promise jobs, that is longer, and tells where it is; counting makes loops slower",
    ),
    row(
        "max-memory",
        Shape::Value,
        "SIZE",
        "Ends the run with exit code 9 when the process uses more; `none` for no limit [default: 1GiB]",
    ),
    row("idle", Shape::Value, "DURATION", "Ends the program cleanly when nothing has happened for this long"),
    row(
        "hide-after",
        Shape::Value,
        "DURATION",
        "Sends the program to the background after this long, as when a person leaves it",
    ),
    row("show-after", Shape::Value, "DURATION", "Brings it back so long after --hide-after"),
    row("trace", Shape::OptionalValue, "FILE", "Writes the event log, one JSON object a line, to FILE or to stderr"),
    row("trace-secrets", Shape::Flag, "true|false", "Shows credentials in the trace [default: ***]"),
    row(
        "profile",
        Shape::Value,
        "classic|latest",
        "Which document the error codes and payloads follow [default: classic]",
    ),
    row("single", Shape::Value, "replace|reject|ignore", "What a second connectSocket does [default: replace]"),
    row("close-after-error", Shape::Flag, "true|false", "Whether onSocketClose follows onSocketError [default: true]"),
    row(
        "page-bound-socket",
        Shape::Flag,
        "true|false",
        "Stops a connection's events once the page that made it is closed, as some phones do",
    ),
    row(
        "network",
        Shape::Value,
        "TYPE",
        "The network that the phone has: wifi, 4g, 3g, 2g, wwan, unknown or none [default: wifi]",
    ),
    row(
        "network-after",
        Shape::List,
        "DURATION=TYPE",
        "Gives the phone another network, or none, so long after the start: 2s=none",
    ),
    row(
        "storage",
        Shape::Value,
        "DIR",
        "Keeps what the program stores in this folder, in a file for each app id [default: it is gone with the program]",
    ),
    row(
        "app-id",
        Shape::Value,
        "ID",
        "The mini-program's id for my.getAppIdSync [default: appId of mini.project.json, else 2021000000000000]",
    ),
    row(
        "device",
        Shape::Value,
        "NAME|FILE",
        "The phone that pages see: iphone, android, small-android, or one that a .toml or .json file describes [default: iphone]",
    ),
    row(
        "system-info",
        Shape::Pairs,
        "KEY=VALUE",
        "What my.getSystemInfo tells in place of what the phone has: model=X1",
    ),
    row(
        "globals",
        Shape::Value,
        "mini-program|web",
        "Gives pages globals of browsers as well, for bundles that expect them [default: mini-program]",
    ),
    row("wss-only", Shape::Flag, "true|false", "Refuses ws:// and http:// urls, as published mini-programs do"),
    row("allow-domain", Shape::List, "DOMAIN", "Lets pages connect to this host and its subdomains only"),
    row(
        "map",
        Shape::List,
        "FROM=TO",
        "Connects to TO where a url begins with FROM: wss://the.app=ws://127.0.0.1:9000",
    ),
    row("connect-timeout", Shape::Value, "DURATION", "How long connecting may take by default [default: 30s]"),
    row("ca", Shape::Files, "FILE", "Trusts the certificates in this PEM file as well as the system's"),
    row(
        "peer",
        Shape::Flag,
        "true|false",
        "Starts a WebSocket server for the program; ${peer} in --query, --launch-query, --data and --map stands for its url, ${peer.http} for that of requests",
    ),
    limit("max-message", "SIZE", "The largest message or response that is received [default: 10MiB]"),
    limit(
        "max-unsent",
        "SIZE",
        "Messages of a connection that wait to be sent; a send beyond it fails with 11 [default: 16MiB]",
    ),
    limit(
        "max-undelivered",
        "SIZE",
        "Received messages of a connection that the page has not been given; reading stops at it [default: 16MiB]",
    ),
    limit(
        "max-sockets",
        "NUMBER",
        "Connections and requests at a time; connecting beyond it fails with 3 [default: 256]",
    ),
    limit("max-requests", "NUMBER", "Requests at a time; others wait for their turn [default: 64]"),
    limit("max-calls", "NUMBER", "Calls of `my` that are not settled; one more throws [default: 200000]"),
    limit("max-listeners", "NUMBER", "Listeners of one event; one more throws [default: 10000]"),
    limit("max-timers", "NUMBER", "Timers at a time; one more throws [default: 100000]"),
    limit(
        "max-recursion",
        "NUMBER",
        "Calls of functions within functions; a deeper one ends the program [default: 8000]",
    ),
    limit("max-trace", "SIZE", "The event log of --trace; its last record says that it ends there [default: 256MiB]"),
];

/// The row of that name.
pub(super) fn find(name: &str) -> Option<&'static Row> {
    RUN.iter().find(|row| row.name == name)
}

/// The variable that sets an option.
pub(super) fn variable(row: &Row) -> String {
    format!("MINIHOST_{}", row.name.replace('-', "_").to_ascii_uppercase())
}
