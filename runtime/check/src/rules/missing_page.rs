//! `missing-page`: app.json names a page that is not there.

use crate::finding::Severity;
use crate::rule::{Checked, Draft, Rule};
use crate::text::nearest;

pub(super) const RULE: Rule =
    Rule { id: "missing-page", severity: Severity::Error, summary: "app.json names a page that is not there", check };

fn check(checked: &Checked<'_>, found: &mut Vec<Draft>) {
    let Some((app, _)) = &checked.manifest.file else { return };
    for page in &checked.manifest.pages {
        if !checked.graph.pages.contains_key(&page.text) {
            let path = checked.layout.root.join(format!("{}.js", page.text));
            let reason = if path.is_file() { "is outside of the project" } else { "does not exist" };
            let message = format!("page \"{}\" has no script: {} {reason}", page.text, checked.shown(&path));
            let draft = Draft::new(app, page.span.clone(), message);
            found.push(match similar(checked, &page.text) {
                Some(file) => draft.help(format!("there is {file}")),
                None => draft.help("write that file, or take the page out of app.json"),
            });
        }
    }
    let is_page = |route: &str| checked.manifest.pages.iter().any(|page| page.text == route);
    for (by, item) in &checked.manifest.references {
        let route = item.text.trim_start_matches('/');
        if !is_page(route) {
            let message = format!("{by} names a page that is not in \"pages\": \"{route}\"");
            let draft = Draft::new(app, item.span.clone(), message);
            let routes = checked.manifest.pages.iter().map(|page| page.text.as_str());
            found.push(match nearest(route, routes) {
                Some(name) => draft.help(format!("did you mean \"{name}\"?")),
                None => draft.help("add it to \"pages\""),
            });
        }
    }
}

/// A script that was probably meant by a route: in its folder, with another name.
fn similar(checked: &Checked<'_>, route: &str) -> Option<String> {
    let path = checked.layout.root.join(route);
    let (folder, name) = (path.parent()?, path.file_name()?.to_str()?);
    let scripts = folder.read_dir().ok()?.flatten().filter_map(|entry| entry.file_name().into_string().ok());
    let mut scripts: Vec<_> =
        scripts.filter(|script| script.ends_with(".js") && !script.ends_with(".test.js")).collect();
    scripts.sort();
    let stems: Vec<_> = scripts.iter().filter_map(|script| script.strip_suffix(".js")).collect();
    let only = match stems.as_slice() {
        [only] => Some(*only),
        _ => None,
    };
    let stem = nearest(name, stems.iter().copied()).or(only)?;
    Some(checked.shown(&folder.join(format!("{stem}.js"))).to_string())
}
