//! Whatever app.json, mini.project.json and a file of mocks say, they are read, or refused with a reason.

use minihost_runtime::{Layout, Mocks};

use crate::bytes::Bytes;
use crate::project::{folder, opened};

const APP: &str = r#"{"pages": ["a"]}"#;

/// Checks one input: a byte for the file, then its text.
///
/// # Panics
/// When a place is none, or a reason is missing.
pub(crate) fn check(input: &[u8]) {
    let mut bytes = Bytes::new(input);
    let file = bytes.below(3);
    let text = String::from_utf8_lossy(bytes.rest());
    if file == 2 {
        let mocks = serde_json::from_str::<Mocks>(&text);
        let names = mocks.map(|mocks| mocks.names().map(str::to_owned).collect::<Vec<_>>());
        assert!(names.map_or(true, |names| names.iter().all(|name| !name.is_empty())));
        return;
    }
    let (app, tool) = if file == 0 { (&*text, "{}") } else { (APP, &*text) };
    let project = match opened(&[("app.json", app), ("mini.project.json", tool), ("a.js", "")], "") {
        Ok(project) => project,
        Err(error) => return assert!(!error.to_string().is_empty()),
    };
    let layout = Layout::of(&folder()).expect("a project that was opened");
    assert!(layout.root.starts_with(&layout.folder), "{layout:?}");
    assert!(!project.pages().is_empty() && project.main_pages().len() <= project.pages().len());
    for route in project.pages() {
        if let Ok((_, path)) = project.page(Some(route)) {
            assert!(path.starts_with(&layout.folder), "{}", path.display());
        }
    }
    let lines: Vec<_> = text.split('\n').collect();
    for doubt in project.doubts() {
        let (line, column) = (doubt.at.line as usize, doubt.at.column as usize);
        assert!(!doubt.message.is_empty() && line >= 1 && line <= lines.len(), "{doubt:?}");
        assert!(column >= 1 && column <= lines[line - 1].chars().count() + 1, "{doubt:?}");
    }
}
