//! The fault matrix: every way in which a connection can fail, and what a page must see of it.
//!
//! A row (`matrix/*.toml`, see `row.rs`) is a cause, produced by a real server on a real socket, and what must come of
//! it: every callback and event in order with nothing after it, texts of the error messages, what the server received.
//! Each row runs a real page (`page.js`) in the real runtime, once for each profile; and once more with a SocketTask
//! instead of the single connection, where it is about one connection alone.
//!
//! `cargo test -p minihost-tests --test faults -- tls/` runs one theme, `… -- tls/expired` one row.

mod counterpart;
mod forward;
mod matrix;
mod program;
mod row;
mod verdict;
mod wire;

use std::path::Path;
use std::process::ExitCode;

use libtest_mimic::{Arguments, Failed, Trial};
use minihost_socket::Profile;

use row::Mode;

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let rows = matrix::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("faults/matrix"));
    let mut trials = Vec::new();
    match rows {
        Err(problem) => trials.push(Trial::test("matrix", move || Err(Failed::from(problem)))),
        Ok(rows) => {
            for (name, row) in &rows {
                for (profile, suffix) in [(Profile::Classic, "classic"), (Profile::Latest, "latest")] {
                    for task in [false, true] {
                        if task && !row.holds_for_tasks() {
                            continue;
                        }
                        let (name, row, mode) = (name.clone(), row.clone(), Mode { profile, task });
                        let trial = format!("{name}/{suffix}{}", if task { "/task" } else { "" });
                        trials
                            .push(Trial::test(trial, move || verdict::check(&name, &row, mode).map_err(Failed::from)));
                    }
                }
            }
            trials.push(Trial::test("matrix", move || matrix::check(&rows).map_err(Failed::from)));
        }
    }
    libtest_mimic::run(&arguments, trials).exit_code()
}
