//! `docs/compatibility.md` lists every difference from the platform's published declarations, and no other.

use std::collections::BTreeSet;
use std::process::Command;

use crate::compiler::{folder, has_packages};

#[test]
fn every_difference_from_the_published_declarations_has_a_reason() {
    if !has_packages() {
        return;
    }
    let output = Command::new("node").arg("published.mjs").current_dir(folder()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let found = String::from_utf8(output.stdout).unwrap();
    let found: BTreeSet<_> = found.lines().collect();
    let page = std::fs::read_to_string(folder().join("../../docs/compatibility.md")).unwrap();
    let mut in_block = false;
    let mut listed = BTreeSet::new();
    for line in page.lines() {
        if line.starts_with("```") {
            in_block = !in_block;
        } else if in_block {
            assert!(listed.insert(line), "docs/compatibility.md has this line twice: {line}");
        }
    }
    let missing: Vec<_> = found.difference(&listed).collect();
    let untrue: Vec<_> = listed.difference(&found).collect();
    assert!(
        missing.is_empty() && untrue.is_empty(),
        "docs/compatibility.md: not listed {missing:#?}, no longer true {untrue:#?}"
    );
}
