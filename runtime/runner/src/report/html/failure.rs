//! What went wrong, with all that helps to see why.

use std::fmt::Write;

use super::escape::Escaped;
use crate::protocol::{DiffTag, Failure, Site};
use crate::report::excerpt::excerpt;

/// HTML of a failure; `root` is what places are shown from.
pub(super) fn failure(failure: &Failure, root: &str) -> String {
    let mut out = format!("<div class=\"message mono\" role=\"alert\">{}</div>", Escaped(&failure.message));
    if !failure.diff.is_empty() {
        out.push_str("<h3>- expected, + received</h3><pre class=\"diff\">");
        for line in &failure.diff {
            let text = Escaped(&line.text);
            let _ = match line.tag {
                DiffTag::Same => writeln!(out, "  {text}"),
                DiffTag::Removed => write!(out, "<del>- {text}</del>"),
                DiffTag::Added => write!(out, "<ins>+ {text}</ins>"),
            };
        }
        out.push_str("</pre>");
    }
    if !failure.comparison.is_empty() {
        out.push_str("<table class=\"comparison\"><tr><th></th><th>expected</th><th>got</th></tr>");
        for pair in &failure.comparison {
            let side = |side: &Option<String>| Escaped(side.clone().unwrap_or_default());
            let (class, mark) = if pair.fits { ("fits", "") } else { ("misfit", "!") };
            let (expected, got) = (side(&pair.expected), side(&pair.got));
            let _ = write!(out, "<tr class=\"{class}\"><td>{mark}</td><td>{expected}</td><td>{got}</td></tr>");
        }
        out.push_str("</table>");
    }
    if let Some(site) = &failure.site {
        let _ = write!(out, "<h3>at {}</h3>", Escaped(place(site, root)));
        let lines = excerpt(site);
        if !lines.is_empty() {
            let _ = write!(out, "<pre>{}</pre>", Escaped(lines.join("\n")));
        }
    }
    let stack: Vec<_> = failure
        .stack
        .iter()
        .skip(1)
        .map(|site| format!("at {} ({})", site.function.as_deref().unwrap_or("<main>"), place(site, root)))
        .collect();
    lines(&mut out, "called from", &stack);
    lines(&mut out, "the servers received", &failure.wire);
    out
}

/// A heading and lines below it; nothing where there are none.
pub(super) fn lines(out: &mut String, heading: &str, lines: &[String]) {
    if !lines.is_empty() {
        let _ = write!(out, "<h3>{heading}</h3><pre>{}</pre>", Escaped(lines.join("\n")));
    }
}

fn place(site: &Site, root: &str) -> String {
    format!("{}:{}:{}", site.file.strip_prefix(root).unwrap_or(&site.file), site.line, site.column)
}
