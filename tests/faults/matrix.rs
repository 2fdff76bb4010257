//! The rows, read from `matrix/*.toml`, and what must hold for all of them together.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use minihost_shim::is_clause;
use minihost_socket::Profile;
use serde::Deserialize;

use crate::row::Row;

/// Fewer rows than this mean that some were lost.
const ROWS_AT_LEAST: usize = 80;

/// What each profile must have a row for. 50 needs a machine without a network: `tests/process/network.rs`.
const CODES: &[(Profile, &[u16])] = &[
    (Profile::Classic, &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 400, 401, 403, 404, 426, 500, 503]),
    (Profile::Latest, &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 20, 65, 400, 401, 403, 404, 426, 500, 503]),
];

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    row: Vec<Row>,
}

/// All rows with their full names (`theme/name`), in the order of the files.
///
/// # Errors
/// Which file cannot be read, and why.
#[expect(clippy::disallowed_methods, reason = "the matrix is data of this test")]
pub(crate) fn load(folder: &Path) -> Result<Vec<(String, Row)>, String> {
    let entries = folder.read_dir().map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut files: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    files.sort();
    let mut rows = Vec::new();
    for path in files {
        let told = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
        let text = std::fs::read_to_string(&path).map_err(|error| told(&error))?;
        let file: File = toml::from_str(&text).map_err(|error| told(&error))?;
        let theme = path.file_stem().unwrap_or_default().to_string_lossy();
        rows.extend(file.row.into_iter().map(|row| (format!("{theme}/{}", row.name), row)));
    }
    Ok(rows)
}

/// Checks that the matrix is whole: enough rows, each with a name of its own, a sentence, real clauses and an
/// expectation; and every code of the contract in its profiles.
///
/// # Errors
/// What is missing.
pub(crate) fn check(rows: &[(String, Row)]) -> Result<(), String> {
    let mut problems = Vec::new();
    if rows.len() < ROWS_AT_LEAST {
        problems.push(format!("there are {} rows, expected at least {ROWS_AT_LEAST}", rows.len()));
    }
    let mut names = BTreeSet::new();
    for (name, row) in rows {
        if !names.insert(name) {
            problems.push(format!("{name} is there twice"));
        }
        if row.about.is_empty() || row.clauses.is_empty() {
            problems.push(format!("{name} needs `about` and `clauses`"));
        }
        problems.extend(row.clauses.iter().filter(|id| !is_clause(id)).map(|id| format!("{name}: no clause {id:?}")));
    }
    for (profile, codes) in CODES {
        let told = told(rows, *profile);
        let missing = codes.iter().filter(|code| !told.contains_key(*code));
        problems.extend(missing.map(|code| format!("no row ends with code {code} in profile {profile:?}")));
    }
    if problems.is_empty() { Ok(()) } else { Err(problems.join("\n")) }
}

/// The codes that rows expect, and the first row of each.
fn told(rows: &[(String, Row)], profile: Profile) -> BTreeMap<u16, &str> {
    let mut codes = BTreeMap::new();
    for (name, row) in rows {
        for line in row.expected(profile).lines {
            let code = line.strip_prefix("send ").unwrap_or(&line);
            let code = code.strip_prefix("error ").or_else(|| code.strip_prefix("fail "));
            if let Some(code) = code.and_then(|code| code.parse().ok()) {
                codes.entry(code).or_insert(name.as_str());
            }
        }
    }
    codes
}
