//! The line of source that a failure is about.

use crate::protocol::Site;

/// The line with its neighbours, its number and a caret; nothing where the file cannot be read.
#[expect(clippy::disallowed_methods, reason = "shows the line of source that a failure is about")]
pub(super) fn excerpt(site: &Site) -> Vec<String> {
    let Ok(source) = std::fs::read_to_string(&site.file) else { return Vec::new() };
    let wanted = usize::try_from(site.line).unwrap_or(0);
    let width = (wanted + 1).to_string().len();
    let mut lines = Vec::new();
    for (index, text) in source.lines().enumerate() {
        let number = index + 1;
        if number + 1 < wanted || number > wanted + 1 {
            continue;
        }
        let mark = if number == wanted { '>' } else { ' ' };
        lines.push(format!("{mark} {number:width$} | {text}"));
        if number == wanted {
            let column = usize::try_from(site.column).unwrap_or(1).saturating_sub(1);
            // Tabs stay tabs, so that the caret stands below its character.
            let before: String = text.chars().take(column).map(|c| if c == '\t' { '\t' } else { ' ' }).collect();
            lines.push(format!("  {:width$} | {before}^", ""));
        }
    }
    lines
}
