//! `minihost serve`: the scripted WebSocket server on its own, for pages on other hosts and for trying things out.

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use minihost_peer::{Log, LogSettings, Peer, PeerSettings, Script, TlsKind, routes};
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

use crate::exit::Exit;
use crate::printable::shown;
use crate::report;

/// The subcommand.
pub(super) fn command() -> Command {
    Command::new("serve")
        .about("Runs the WebSocket server that --peer starts, until it is interrupted")
        .arg(
            Arg::new("script")
                .value_name("SCRIPT")
                .help("A .toml or .json file with further routes")
                .value_parser(value_parser!(PathBuf)),
        )
        .arg(
            Arg::new("port")
                .long("port")
                .value_name("PORT")
                .help("The port on 127.0.0.1; 0 for any free one")
                .value_parser(value_parser!(u16))
                .default_value("0"),
        )
        .arg(
            Arg::new("tls")
                .long("tls")
                .value_name("KIND")
                .help("Speaks TLS, with a certificate made at start: `valid`, or one of the ways to be wrong")
                .value_parser(str::parse::<TlsKind>),
        )
        .arg(Arg::new("ca").long("ca").value_name("FILE").help("Writes the authority's certificate here, with --tls"))
        .arg(Arg::new("routes").long("routes").action(ArgAction::SetTrue).help("Lists the built-in routes, and ends"))
}

/// Serves until a signal comes; every record of what clients do is a JSON line on stdout.
pub(super) fn serve(matches: &ArgMatches) -> Exit {
    if matches.get_flag("routes") {
        for route in routes() {
            line(&format!("{:<32} {}", route.path, route.about));
        }
        return Exit::Clean;
    }
    let script = match matches.get_one::<PathBuf>("script").map(|path| read_script(path)).transpose() {
        Ok(script) => script.unwrap_or_default(),
        Err(message) => return report::refuse(&message, Exit::Usage),
    };
    // Listened for before the server is there, so that no signal is missed.
    let mut signals = match Signals::new([SIGINT, SIGTERM]) {
        Ok(signals) => signals,
        Err(cause) => return report::refuse(&format!("cannot listen for signals: {cause}"), Exit::Environment),
    };
    let log = Log::with_settings(LogSettings {
        kept_bytes: 0,
        observer: Some(Box::new(|record| line(&serde_json::to_string(record).unwrap_or_default()))),
        ..LogSettings::default()
    });
    let port = matches.get_one::<u16>("port").copied().unwrap_or_default();
    let tls = matches.get_one::<TlsKind>("tls").copied();
    let settings = PeerSettings { port, tls, script, log, ..PeerSettings::default() };
    let peer = match Peer::start(settings) {
        Ok(peer) => peer,
        Err(error) => return report::refuse(&format!("cannot serve: {error}"), Exit::Environment),
    };
    if let Some(file) = matches.get_one::<String>("ca")
        && let Err(cause) = std::fs::write(file, peer.ca_pem().unwrap_or_default())
    {
        return report::refuse(&format!("--ca {file}: {cause}"), Exit::Environment);
    }
    line(&format!("{{\"listening\":\"{}\"}}", peer.url()));
    let signal = signals.forever().next();
    peer.stop();
    if signal == Some(SIGTERM) { Exit::Terminated } else { Exit::Interrupted }
}

#[expect(clippy::disallowed_methods, reason = "the binary reads the files that its command line names")]
fn read_script(path: &Path) -> Result<Script, String> {
    let text = std::fs::read_to_string(path).map_err(|cause| format!("cannot read {}: {cause}", path.display()))?;
    let is_json = path.extension().is_some_and(|extension| extension == "json");
    let script = if is_json { Script::from_json(&text) } else { Script::from_toml(&text) };
    script.map_err(|error| format!("{}: {error}", path.display()))
}

fn line(text: &str) {
    let mut stdout = io::stdout().lock();
    let shown = shown(text, stdout.is_terminal());
    // A closed pipe leaves nobody to tell; the server goes on.
    let _ = writeln!(stdout, "{shown}").and_then(|()| stdout.flush());
}
