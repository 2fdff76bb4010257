//! Every clause of the contract is proven by a row of the fault matrix or by a spec, and none is named that there is not.

#![expect(clippy::disallowed_methods, clippy::expect_used, reason = "reads the tests' own files")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use minihost_shim::{CLAUSES, is_clause};
use serde::Deserialize;

/// What a row and a `spec.toml` have in common.
#[derive(Deserialize)]
struct Proof {
    #[serde(default)]
    clauses: Vec<String>,
}

#[derive(Deserialize)]
struct Matrix {
    row: Vec<Proof>,
}

/// The files that name each clause.
fn proofs() -> BTreeMap<String, Vec<PathBuf>> {
    let mut proofs = BTreeMap::<String, Vec<PathBuf>>::new();
    let mut files = Vec::new();
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    collect(&tests.join("specs"), &mut files);
    collect(&tests.join("faults/matrix"), &mut files);
    for file in files {
        let text = std::fs::read_to_string(&file).expect("a readable file");
        let rows = match file.file_name().is_some_and(|name| name == "spec.toml") {
            true => vec![toml::from_str::<Proof>(&text).expect("a spec")],
            false => toml::from_str::<Matrix>(&text).expect("a matrix").row,
        };
        for clause in rows.into_iter().flat_map(|row| row.clauses) {
            proofs.entry(clause).or_default().push(file.clone());
        }
    }
    proofs
}

/// The `spec.toml` files and the matrices below `folder`.
fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in folder.read_dir().expect("a folder").flatten() {
        let path = entry.path();
        let in_matrix = folder.ends_with("matrix") && path.extension().is_some_and(|extension| extension == "toml");
        if path.is_dir() {
            collect(&path, found);
        } else if in_matrix || path.ends_with("spec.toml") {
            found.push(path);
        }
    }
}

#[test]
fn every_clause_is_proven() {
    let proofs = proofs();
    let open = CLAUSES.iter().filter(|clause| !proofs.contains_key(clause.id));
    let open: Vec<_> = open.map(|clause| format!("{}: {}", clause.id, clause.says)).collect();
    assert!(open.is_empty(), "no row and no spec proves\n{}", open.join("\n"));
}

#[test]
fn only_clauses_that_there_are_are_named() {
    let unknown: Vec<_> = proofs().into_iter().filter(|(id, _)| !is_clause(id)).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}
