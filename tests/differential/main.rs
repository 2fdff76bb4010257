//! One page, three servers that were written by others than each other: npm's `ws`, PyPI's `websockets`, and our own. The page
//! must see the same of all, and each server the same of the page, but for what the `differences.txt` of a server lists: it fails
//! when there is another difference, and when one of those is gone. `UPDATE_SPECS=1` rewrites it.
//!
//! `npm ci --ignore-scripts` in tests/clients installs the first, `./install` in this folder the second. Where they are not
//! there, the comparison is passed over with a message, except on CI (`CI=true`): there it fails.

#![expect(clippy::disallowed_methods, reason = "tests run the real binary")]

#[path = "../clients/server.rs"]
mod server;

#[path = "../specs/compare.rs"]
mod expected;

mod peer;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

use libtest_mimic::{Arguments, Failed, Trial};
use similar::{ChangeTag, TextDiff};

use server::Server;

const PROFILES: [&str; 2] = ["classic", "latest"];

/// What was seen of a run: by the page, and by the server.
struct Seen {
    page: String,
    server: String,
}

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/differential");
    let clients = folder.join("../clients");
    let is_ci = std::env::var_os("CI").is_some_and(|value| value == "true");
    let python = folder.join("websockets/environment/bin/python");
    let others = [
        (
            "ws",
            clients.join("node_modules/ws/package.json"),
            PathBuf::from("node"),
            "server.js",
            "npm ci in tests/clients",
        ),
        ("websockets", folder.join("websockets/environment/ready"), python, "server.py", "tests/differential/install"),
    ];
    let mut trials = Vec::new();
    for (name, needed, program, script, how) in others {
        let is_ready = needed.is_file();
        if !is_ready && !is_ci && !arguments.list {
            let message = format!("skipped: {name} is not installed; run {how}\n");
            // Nothing can be done where even that cannot be written.
            let _ = std::io::Write::write_all(&mut std::io::stderr(), message.as_bytes());
        }
        for profile in PROFILES {
            let mut command = Command::new(&program);
            let home = folder.join(name);
            command.arg(script).current_dir(&home).env("NODE_PATH", clients.join("node_modules"));
            let folder = folder.clone();
            let trial =
                Trial::test(format!("{name}-{profile}"), move || compare(&folder, profile, &home, &mut command));
            trials.push(trial.with_ignored_flag(!is_ready && !is_ci));
        }
    }
    libtest_mimic::run(&arguments, trials).exit_code()
}

fn compare(folder: &Path, profile: &str, home: &Path, command: &mut Command) -> Result<(), Failed> {
    let ours = peer::run(|port| page(folder, profile, port))?;
    let server = Server::start(command)?;
    let page = page(folder, profile, server.port());
    let theirs = Seen { server: in_order(&server.stop()), page: page? };
    // Nothing would be equal to nothing.
    if !ours.page.ends_with("done\n") || ours.page.lines().count() < 150 || ours.server.lines().count() < 60 {
        return Err(format!("the page did not come to its end:\n{}\n{}", ours.page, ours.server).into());
    }
    let page = differences(&ours.page, &theirs.page);
    let server = differences(&ours.server, &theirs.server);
    let differences = format!("page, our server - and theirs +:\n{page}\nserver, ours - and theirs +:\n{server}");
    match expected::compare(&home.join("differences.txt"), &differences) {
        None => Ok(()),
        Some(wrong) => Err(wrong.into()),
    }
}

/// The lines that are not in both.
fn differences(ours: &str, theirs: &str) -> String {
    let diff = TextDiff::from_lines(ours, theirs);
    let lines = diff.iter_all_changes().filter(|change| change.tag() != ChangeTag::Equal);
    lines.map(|change| format!("{} {change}", change.tag())).collect()
}

/// What the page says that it sees of the server at `port`.
fn page(folder: &Path, profile: &str, port: u16) -> Result<String, Failed> {
    let run = Command::new(env!("CARGO_BIN_EXE_minihost"))
        .args(["run", "page.js", "--timeout", "2m", "--max-message", "16MiB", "--profile", profile])
        .args(["--query", &format!("server=ws://127.0.0.1:{port}")])
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()?;
    let told = String::from_utf8(run.stdout)?;
    if run.status.success() {
        return Ok(told);
    }
    Err(format!("{told}{}", String::from_utf8_lossy(&run.stderr)).into())
}

/// A server's lines, those of each connection together: the end of one and the beginning of the next may come in any order.
fn in_order(lines: &str) -> String {
    let mut lines: Vec<_> = lines.split_inclusive('\n').collect();
    lines.sort_by_key(|line| line.split(' ').next().and_then(|number| number.parse::<u32>().ok()));
    lines.concat()
}
