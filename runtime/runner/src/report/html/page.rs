//! The page around the tests.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::escape::Escaped;
use super::failure::{failure, lines};
use super::picture::picture;
use super::time::duration;
use super::{FileReport, HtmlSettings};
use crate::event::{Outcome, Summary, TestReport};
use crate::protocol::full_name;
use crate::report::again;

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");

/// SHA-256 of `script.js`: browsers run this script and no other. The test in a browser fails where it does not fit;
/// `openssl dgst -sha256 -binary script.js | base64` tells it.
const SCRIPT_HASH: &str = "sha256-eZPgxKPpGBdOfTnte/GWBgUnpAfF7Eo9NFF7g66P3YM=";

/// The whole page.
pub(super) fn page(settings: &HtmlSettings, seed: u64, files: &[FileReport], summary: &Summary) -> String {
    let (class, told) = headline(summary);
    let mut out = format!(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src '{SCRIPT_HASH}'; base-uri 'none'; form-action 'none'\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{told}</title><style>{STYLE}</style></head><body>\
         <svg class=\"defs\" aria-hidden=\"true\"><marker id=\"arrow\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"6\" markerHeight=\"6\" orient=\"auto\"><path d=\"M0 0L8 4L0 8z\"/></marker></svg>\
         <header><h1 class=\"{class}\">{told}</h1>"
    );
    let count = if summary.files == 1 { "1 file".to_owned() } else { format!("{} files", summary.files) };
    let options = Escaped(&settings.options);
    let _ = write!(
        out,
        "<p class=\"facts\">{count} in {}, {} on the tests’ clocks · again: <code>minihost test {options} --seed {seed}</code></p></header>",
        duration(summary.duration_ms.round()),
        duration(summary.clock_ms)
    );
    out.push_str("<div class=\"bar\"><form role=\"search\"><input id=\"filter\" type=\"search\" autocomplete=\"off\" placeholder=\"Filter by name, file, tag, clause  ( / )\" aria-label=\"filter tests by name, file, tag or clause\" aria-keyshortcuts=\"/\">");
    for (outcome, count) in [
        (Outcome::Passed, summary.passed),
        (Outcome::Failed, summary.failed),
        (Outcome::Flaky, summary.flaky),
        (Outcome::Skipped, summary.skipped),
        (Outcome::Todo, summary.todo),
    ] {
        let (word, _) = word(outcome);
        let hidden = if count == 0 { " hidden" } else { "" };
        let _ = write!(
            out,
            "<label{hidden}><input type=\"checkbox\" checked data-outcome=\"{word}\">{word} {count}</label>"
        );
    }
    out.push_str("<output id=\"count\" aria-live=\"polite\"></output></form></div><main>");
    for part in files {
        file(&mut out, part, settings, seed);
    }
    clauses(&mut out, files);
    let _ = writeln!(out, "</main><script>{SCRIPT}</script></body></html>");
    out
}

fn headline(summary: &Summary) -> (&'static str, String) {
    let parts = [
        (summary.failed, "failed"),
        (summary.broken_files, "files not loaded"),
        (summary.flaky, "flaky"),
        (summary.passed, "passed"),
        (summary.skipped, "skipped"),
        (summary.todo, "todo"),
    ];
    let told: Vec<_> =
        parts.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}")).collect();
    let told = if told.is_empty() { "no tests".to_owned() } else { told.join(", ") };
    let interrupted = if summary.interrupted { " (interrupted)" } else { "" };
    let class = if summary.failed + summary.broken_files > 0 {
        "failed"
    } else if summary.interrupted || summary.passed == 0 {
        "none"
    } else {
        "passed"
    };
    (class, format!("{told}{interrupted}"))
}

fn file(out: &mut String, file: &FileReport, settings: &HtmlSettings, seed: u64) {
    let (name, took) = (Escaped(&file.name), duration(file.duration_ms.round()));
    let _ = write!(out, "<section class=\"file\"><h2>{name} <span>{took}</span></h2><div class=\"list\">");
    if let Some(broken) = &file.broken {
        let told = failure(broken, &settings.root);
        let _ = write!(out, "<div class=\"broken\"><span class=\"mark\">✗</span> could not be loaded{told}</div>");
    }
    for part in &file.tests {
        test(out, part, settings, seed);
    }
    out.push_str("</div>");
    lines(out, "printed outside of tests", &file.console);
    out.push_str("</section>");
}

fn test(out: &mut String, test: &TestReport, settings: &HtmlSettings, seed: u64) {
    let (word, mark) = word(test.outcome);
    let open = if test.outcome == Outcome::Failed { " open" } else { "" };
    let info = &test.test;
    let clauses = if test.verdict.clauses.is_empty() { &info.clauses } else { &test.verdict.clauses };
    let found = format!("{} {} {} {}", full_name(&info.titles), test.file, info.tags.join(" "), clauses.join(" "));
    let (last, suites) = info.titles.split_last().map_or((String::new(), &[][..]), |(last, rest)| (last.clone(), rest));
    let suites: String = suites.iter().map(|suite| format!("<i>{} › </i>", Escaped(suite))).collect();
    let chips: String =
        info.tags.iter().chain(clauses).map(|chip| format!("<span class=\"chip\">{}</span>", Escaped(chip))).collect();
    let ran = !matches!(test.outcome, Outcome::Skipped | Outcome::Todo);
    let took = if ran { duration(test.verdict.clock_ms) } else { word.to_owned() };
    let _ = write!(
        out,
        "<details class=\"test {word}\" data-outcome=\"{word}\" data-text=\"{}\"{open}><summary><span class=\"mark\" role=\"img\" aria-label=\"{word}\">{mark}</span><span class=\"name\">{suites}{}{chips}</span><span class=\"took\">{took}</span></summary><div class=\"body\">",
        Escaped(found),
        Escaped(&last)
    );
    for problem in &test.verdict.failures {
        out.push_str(&failure(problem, &settings.root));
    }
    if ran {
        let failed_at = (test.outcome == Outcome::Failed).then_some(test.verdict.clock_ms);
        out.push_str("<h3>timeline</h3>");
        out.push_str(&picture(&test.verdict.timeline, failed_at));
    }
    lines(out, "it printed", &test.console);
    if test.attempts > 1 {
        let _ = write!(out, "<p class=\"nothing\">{} attempts; this is the last one</p>", test.attempts);
        for earlier in &test.earlier {
            out.push_str(&failure(earlier, &settings.root));
        }
    }
    let again = again(&test.file, &full_name(&info.titles), &settings.options, seed, test.order.as_ref());
    let _ = write!(out, "<h3>again</h3><pre class=\"again\">{}</pre></div></details>", Escaped(again));
}

fn clauses(out: &mut String, files: &[FileReport]) {
    let mut proofs: BTreeMap<&str, Vec<&TestReport>> = BTreeMap::new();
    for test in files.iter().flat_map(|file| &file.tests) {
        for clause in &test.verdict.clauses {
            proofs.entry(clause).or_default().push(test);
        }
    }
    if proofs.is_empty() {
        return;
    }
    out.push_str("<section class=\"clauses\"><h2>Clauses</h2><table><tr><th></th><th>clause</th><th>tests</th></tr>");
    for (clause, tests) in proofs {
        let holds = tests.iter().all(|test| test.outcome != Outcome::Failed);
        let (class, mark) = if holds { ("fits", "✓") } else { ("misfit", "✗") };
        let names: Vec<_> = tests.iter().map(|test| full_name(&test.test.titles)).collect();
        let (clause, names) = (Escaped(clause), Escaped(names.join("; ")));
        let _ = write!(out, "<tr class=\"{class}\"><td>{mark}</td><td>{clause}</td><td>{names}</td></tr>");
    }
    out.push_str("</table></section>");
}

const fn word(outcome: Outcome) -> (&'static str, &'static str) {
    match outcome {
        Outcome::Passed => ("passed", "✓"),
        Outcome::Failed => ("failed", "✗"),
        Outcome::Flaky => ("flaky", "~"),
        Outcome::Skipped => ("skipped", "○"),
        Outcome::Todo => ("todo", "…"),
    }
}
