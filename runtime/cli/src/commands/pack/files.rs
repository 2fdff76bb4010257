//! The files of a packed mini-program: `runtime/cli/templates/pack`, and the tests.

use std::borrow::Cow;

use super::words;

/// A file to write.
pub(super) struct PackedFile {
    /// Its path in the mini-program.
    pub(super) path: String,
    pub(super) text: Cow<'static, str>,
}

macro_rules! templates {
    ($($path:literal),* $(,)?) => {
        vec![$(PackedFile {
            path: $path.to_owned(),
            text: Cow::Borrowed(include_str!(concat!("../../../templates/pack/", $path))),
        }),*]
    };
}

/// Everything but the tests.
pub(super) fn harness() -> Vec<PackedFile> {
    templates![
        "app.json",
        "app.js",
        "pages/index/index.json",
        "pages/index/index.js",
        "pages/index/index.axml",
        "pages/index/index.acss",
        "harness/words.js",
        "harness/tree.js",
        "harness/each.js",
        "harness/run.js",
        "harness/heard.js",
        "harness/wait.js",
        "harness/server.js",
        "harness/expect.js",
        "harness/matchers.js",
        "harness/like.js",
        "harness/equality.js",
        "harness/mock.js",
        "harness/show.js",
    ]
}

/// A file of the tests at `path`. A test gets the words of tests in front of its first line, so that its lines keep
/// their numbers; anything else is as it was.
pub(super) fn source(path: &str, text: &str, is_test: bool) -> PackedFile {
    let text = if is_test {
        let up = "../".repeat(path.matches('/').count() + 1);
        format!("{}{text}", words::import(text, &format!("{up}harness/words")))
    } else {
        text.to_owned()
    };
    PackedFile { path: format!("tests/{path}"), text: text.into() }
}

/// The list of the test files, each loaded when its turn comes. Bundlers see what belongs to the mini-program.
pub(super) fn index(tests: &[String]) -> PackedFile {
    let lines: String = tests
        .iter()
        .map(|path| {
            let (name, module) = (serde_json::json!(path), serde_json::json!(format!("./{path}")));
            format!("  {{ path: {name}, load: () => require({module}) }},\n")
        })
        .collect();
    PackedFile {
        path: "tests/index.js".to_owned(),
        text: format!("// The test files, in order.\nmodule.exports = [\n{lines}];\n").into(),
    }
}
