//! One row of the matrix, as it is written in TOML.

use std::collections::BTreeMap;

use minihost_peer::{Step, TlsKind};
use minihost_socket::Profile;
use serde::Deserialize;
use serde_json::{Map, Value};

/// A cause, and everything that must come of it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Row {
    /// Short, unique in its file.
    pub(crate) name: String,
    /// What happens, in a sentence.
    pub(crate) about: String,
    /// The clauses of the contract that it proves.
    pub(crate) clauses: Vec<String>,

    /// How the server is reached.
    #[serde(default)]
    pub(crate) reach: Reach,
    /// Which clock the row lives by. Under the virtual one page and server meet in memory, in one event loop, and the
    /// row is run twice: its event log must be the same, bit for bit.
    #[serde(default)]
    pub(crate) clock: RowClock,
    /// The kind of TLS server; a plain one when left out.
    pub(crate) tls: Option<TlsKind>,
    /// What the server does with every request, whatever its path; its built-in routes when left out.
    #[serde(default)]
    pub(crate) steps: Vec<Step>,

    /// Path and query of the url.
    #[serde(default = "echo")]
    pub(crate) path: String,
    /// More options of `connectSocket`.
    #[serde(default)]
    pub(crate) options: Map<String, Value>,
    /// What the page does in `onLoad`, as JavaScript.
    #[serde(default = "connect")]
    pub(crate) page: String,
    /// What the page does later: a line (or its first words), and JavaScript that runs when that line was told. Each is
    /// used once, in order. `event` is what the callback was given.
    #[serde(default)]
    pub(crate) when: Vec<(String, String)>,
    /// How the program is set up.
    #[serde(default)]
    pub(crate) settings: RowSettings,

    /// What must come of it, in either profile.
    #[serde(default)]
    expect: Option<Vec<String>>,
    #[serde(default)]
    error: Option<Vec<String>>,
    #[serde(default)]
    warnings: Option<Vec<String>>,
    #[serde(default)]
    received: Option<Vec<String>>,
    /// What differs in profile `classic`.
    #[serde(default)]
    classic: Overrides,
    /// What differs in profile `latest`.
    #[serde(default)]
    latest: Overrides,
    /// Headers of the first handshake: the value, or whether there is one.
    #[serde(default)]
    pub(crate) headers: BTreeMap<String, Header>,
    /// How many errors nobody caught.
    #[serde(default)]
    pub(crate) uncaught: usize,
    /// Whether a healthy connection follows, to show that nothing else comes. Only off where the row's settings or its
    /// page leave no way to make or to see one.
    #[serde(default = "yes")]
    pub(crate) afterwards: bool,
}

/// What one profile expects otherwise.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Overrides {
    #[serde(default)]
    expect: Option<Vec<String>>,
    #[serde(default)]
    error: Option<Vec<String>>,
    #[serde(default)]
    warnings: Option<Vec<String>>,
    #[serde(default)]
    received: Option<Vec<String>>,
}

/// What must come of a row.
#[derive(Debug, Clone)]
pub(crate) struct Expected {
    /// Every line that the page tells, in order.
    pub(crate) lines: Vec<String>,
    /// Texts that the errors' messages contain.
    pub(crate) error: Vec<String>,
    /// For each warning in order, a text that it contains.
    pub(crate) warnings: Vec<String>,
    /// Everything that the server received, when the row says it.
    pub(crate) received: Option<Vec<String>>,
}

/// One of the ways in which a row is run.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mode {
    pub(crate) profile: Profile,
    /// Whether its connection is a SocketTask instead of the single one.
    pub(crate) task: bool,
}

/// How the server is reached.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Reach {
    /// At its own address.
    #[default]
    Direct,
    /// At `[::1]`.
    Ipv6,
    /// A port that is taken, but nobody listens there.
    ClosedPort,
    /// A listener that is never asked for connections and has no room for more.
    FullQueue,
}

/// Which clock a row lives by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum RowClock {
    /// The machine's, with real sockets.
    #[default]
    Real,
    /// One that jumps to the next deadline: for races, which real sockets cannot make exact.
    Virtual,
}

/// How the program is set up, where it differs from the defaults.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct RowSettings {
    pub(crate) wss_only: bool,
    pub(crate) allow_domains: Option<Vec<String>>,
    pub(crate) connect_timeout_ms: Option<u64>,
    pub(crate) close_timeout_ms: Option<u64>,
    pub(crate) max_message_bytes: Option<usize>,
    pub(crate) max_unsent_bytes: Option<usize>,
    pub(crate) single: SecondConnect,
    pub(crate) no_close_after_error: bool,
    /// Whether the program is not told of the server's root certificate.
    pub(crate) distrust: bool,
}

/// What a second `connectSocket` does.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum SecondConnect {
    #[default]
    Replace,
    Reject,
    Ignore,
}

/// What a handshake says about a header.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged, expecting = "a header is its value as text, or true or false")]
pub(crate) enum Header {
    /// It is there once, with this value.
    Value(String),
    /// It is there (true), whatever its value, or not (false).
    There(bool),
}

impl Row {
    /// Whether it holds for a SocketTask as well: everything does (`ST-1`) but what is about replacing a connection, and
    /// what names members of `my` or reads payloads, which have another form.
    pub(crate) fn holds_for_tasks(&self) -> bool {
        let page = self.when.iter().fold(self.page.clone(), |page, (_, run)| page + ";" + run);
        let connects = page.matches("connect").count();
        page.starts_with("connect") && connects == 1 && !page.contains("my.") && !page.contains("event")
    }

    /// What `profile` expects.
    pub(crate) fn expected(&self, profile: Profile) -> Expected {
        let own = match profile {
            Profile::Classic => &self.classic,
            Profile::Latest => &self.latest,
        };
        let pick = |own: &Option<Vec<String>>, both: &Option<Vec<String>>| own.clone().or_else(|| both.clone());
        Expected {
            lines: pick(&own.expect, &self.expect).unwrap_or_default(),
            error: pick(&own.error, &self.error).unwrap_or_default(),
            warnings: pick(&own.warnings, &self.warnings).unwrap_or_default(),
            received: pick(&own.received, &self.received),
        }
    }
}

fn echo() -> String {
    "/echo".to_owned()
}

fn connect() -> String {
    "connect()".to_owned()
}

fn yes() -> bool {
    true
}
