//! The fuzz targets' checks, on the committed corpus: `../../fuzz/README.md`.

#![expect(clippy::disallowed_methods, reason = "reads the corpus")]
#![expect(clippy::expect_used, reason = "a check that fails is a finding")]

mod connection;
mod request;
mod response;
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
fn request_corpus() {
    replay("request", request::check);
}

#[test]
fn response_corpus() {
    replay("response", response::check);
}
