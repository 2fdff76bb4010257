//! The fuzz targets' checks, on the committed corpus: `README.md`.

#![expect(clippy::disallowed_methods, reason = "reads the corpus")]
#![expect(clippy::expect_used, clippy::panic, reason = "a check that fails is a finding")]

#[path = "checks/bytes.rs"]
mod bytes;
#[path = "checks/connection.rs"]
mod connection;
#[path = "checks/json.rs"]
mod json;
#[path = "checks/manifest.rs"]
mod manifest;
#[path = "checks/options.rs"]
mod options;
#[path = "checks/peer.rs"]
mod peer;
#[path = "checks/program.rs"]
mod program;
#[path = "checks/project.rs"]
mod project;
#[path = "checks/request.rs"]
mod request;
#[path = "checks/resolution.rs"]
mod resolution;
#[path = "checks/response.rs"]
mod response;
#[path = "checks/views.rs"]
mod views;
#[path = "checks/world.rs"]
mod world;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

/// Fewer inputs than this mean that some were lost.
const AT_LEAST: usize = 20;

fn replay(target: &str, check: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(target);
    let mut files: Vec<_> = folder.read_dir().expect("a corpus").flatten().map(|entry| entry.path()).collect();
    files.sort();
    assert!(files.len() >= AT_LEAST, "the corpus has {} inputs", files.len());
    for file in files {
        let input = std::fs::read(&file).expect("an input");
        let run = catch_unwind(AssertUnwindSafe(|| check(&input)));
        assert!(run.is_ok(), "{}", file.display());
    }
}

#[test]
fn connection_corpus() {
    replay("connection", connection::check);
}

#[test]
fn json_corpus() {
    replay("json", json::check);
}

#[test]
fn manifest_corpus() {
    replay("manifest", manifest::check);
}

#[test]
fn options_corpus() {
    replay("options", options::check);
}

#[test]
fn peer_corpus() {
    replay("peer", peer::check);
}

#[test]
fn request_corpus() {
    replay("request", request::check);
}

#[test]
fn resolution_corpus() {
    replay("resolution", resolution::check);
}

#[test]
fn response_corpus() {
    replay("response", response::check);
}

#[test]
fn views_corpus() {
    replay("views", views::check);
}
