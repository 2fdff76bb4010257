//! `docs/peer.md` says what the server does: its tables are made from the code, its scripts are read by it.

#![expect(clippy::disallowed_methods, reason = "reads the documentation")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use minihost_peer::{Script, TlsKind, routes};

fn path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/peer.md")
}

fn routes_table() -> String {
    let mut table = "| route | parameters | what it does |\n|---|---|---|\n".to_owned();
    for route in routes() {
        let parameters = if route.parameters.is_empty() { String::new() } else { format!("`{}`", route.parameters) };
        // Writing to a string cannot fail.
        let _ = writeln!(table, "| `{}` | {parameters} | {} |", route.path, route.about.replace('|', "\\|"));
    }
    table
}

fn kinds_table() -> String {
    let mut table = "| `--tls` | what is wrong |\n|---|---|\n".to_owned();
    for kind in TlsKind::ALL {
        let _ = writeln!(table, "| `{}` | {} |", kind.as_str(), kind.about());
    }
    table
}

/// `text` with `table` between the markers of `section`.
fn with_table(text: &str, section: &str, table: &str) -> String {
    let start = text.find(&format!("<!-- {section}:")).expect("the section's marker");
    let start = start + text[start..].find("-->").expect("the marker's end") + "-->".len();
    let end = text.find(&format!("<!-- end of {section}")).expect("the section's end");
    format!("{}\n\n{table}\n{}", &text[..start], &text[end..])
}

#[test]
fn docs_list_every_route_and_kind() {
    let text = std::fs::read_to_string(path()).expect("docs/peer.md");
    let expected = with_table(&with_table(&text, "routes", &routes_table()), "kinds", &kinds_table());
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(path(), expected).expect("docs/peer.md can be written");
        return;
    }
    assert!(text == expected, "docs/peer.md is out of date: UPDATE_DOCS=1 cargo test -p minihost-peer docs");
}

#[test]
fn docs_scripts_can_be_read() {
    let text = std::fs::read_to_string(path()).expect("docs/peer.md");
    let scripts: Vec<_> = text.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    assert!(scripts.len() >= 4, "{}", scripts.len());
    for script in scripts {
        let read = Script::from_toml(script);
        assert!(read.is_ok(), "{script}\n{read:?}");
    }
}
