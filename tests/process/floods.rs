//! Pages and servers that make more than anybody takes: memory and disk stay bounded, and it is said what ended.

use std::fs;

use crate::child::Minihost;

#[test]
#[expect(clippy::disallowed_methods, reason = "reads the trace")]
fn a_trace_ends_at_its_limit_with_a_record_that_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("trace.jsonl");
    let trace = format!("--trace={}", file.display());
    let page = "Page({ onLoad() { for (let n = 0; n < 1000; n += 1) console.log(n); } });";
    let ended = Minihost::run(page, &[&trace, "--max-trace", "16KiB"]).wait();
    assert_eq!(ended.code, Some(0), "{}", ended.stderr);
    assert_eq!(ended.stdout.lines().count(), 1000, "the program goes on");
    let limit = "the event log has reached its limit of 16KiB (--max-trace)";
    assert_eq!(ended.stderr, format!("warning: {trace}: {limit}\n").replacen('=', " ", 1));

    let written = fs::read_to_string(&file).unwrap();
    let (records, last) = written.trim_end().rsplit_once('\n').unwrap();
    assert!((15 << 10..=16 << 10).contains(&(records.len() + 1)), "{} bytes", records.len());
    let last: serde_json::Value = serde_json::from_str(last).unwrap();
    assert_eq!((&last["kind"], &last["detail"]["reason"]), (&"trace.end".into(), &limit.into()));
    assert_eq!(last["seq"], records.lines().count() + 1);
}
