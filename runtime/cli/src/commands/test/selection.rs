//! Words of `--tag` and `--clause` that no test has: most likely they are misspelt.

use std::collections::BTreeSet;

use clap::ArgMatches;
use minihost_runner::RunResult;

use super::settings::texts;

/// Says so for each such word.
pub(super) fn unknown_words(matches: &ArgMatches, result: &RunResult) -> Vec<String> {
    let kinds = [("tag", "has the tag", &result.tags), ("clause", "proves the clause", &result.clauses)];
    let mut told = Vec::new();
    for (option, what, known) in kinds {
        let given = texts(matches, option).into_iter().filter(|word| !known.contains(word));
        told.extend(given.map(|word| format!("no test {what} `{word}`; {}", there_are(known, &word))));
    }
    told
}

fn there_are(known: &BTreeSet<String>, word: &str) -> String {
    if known.is_empty() {
        return "there are none".to_owned();
    }
    let mut names: Vec<_> =
        known.iter().map(|name| (strsim::normalized_damerau_levenshtein(name, word), name)).collect();
    // The nearest first, so that a long list begins with what was meant.
    names.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    let shown: Vec<_> = names.iter().take(MOST_SHOWN).map(|(_, name)| name.as_str()).collect();
    let more = names.len().saturating_sub(MOST_SHOWN);
    let more = if more > 0 { format!(", and {more} more") } else { String::new() };
    format!("there are {}{more}", shown.join(", "))
}

/// Words that are shown of a long list.
const MOST_SHOWN: usize = 12;
