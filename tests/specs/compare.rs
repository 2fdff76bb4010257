//! Expected and printed text, side by side.

use std::path::Path;

use similar::{ChangeTag, TextDiff};

/// How `printed` differs from the file, if it does. With `UPDATE_SPECS=1` the file becomes what was printed.
pub(crate) fn compare(file: &Path, printed: &str) -> Option<String> {
    if std::env::var_os("UPDATE_SPECS").is_some() {
        return update(file, printed).err().map(|error| format!("{}: {error}", file.display()));
    }
    let expected = std::fs::read_to_string(file).unwrap_or_default();
    if expected == printed {
        return None;
    }
    let mut diff = format!("{} (- expected, + printed):\n", file.file_name()?.to_string_lossy());
    for change in TextDiff::from_lines(expected.as_str(), printed).iter_all_changes() {
        let sign = match change.tag() {
            ChangeTag::Delete => '-',
            ChangeTag::Insert => '+',
            ChangeTag::Equal => ' ',
        };
        diff.push_str(&format!("  {sign} {}\n", change.value().trim_end_matches('\n')));
    }
    Some(diff)
}

fn update(file: &Path, printed: &str) -> std::io::Result<()> {
    if !printed.is_empty() {
        return std::fs::write(file, printed);
    }
    match std::fs::remove_file(file) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        result => result,
    }
}
