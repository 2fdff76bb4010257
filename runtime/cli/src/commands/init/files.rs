//! The files that `minihost init` writes: `runtime/cli/templates`, and the declarations of `my` and of tests.

use std::borrow::Cow;

/// A file to write.
pub(super) struct TemplateFile {
    /// Its path in the new mini-program.
    pub(super) path: &'static str,
    pub(super) text: Cow<'static, str>,
}

macro_rules! template {
    ($folder:literal, $path:literal) => {
        TemplateFile {
            path: $path,
            text: Cow::Borrowed(include_str!(concat!("../../../templates/", $folder, "/", $path))),
        }
    };
}

/// All files of a new mini-program, or those of the test side for one that is there.
pub(super) fn of(is_program: bool, with_workflow: bool) -> Vec<TemplateFile> {
    let mut files = if is_program {
        vec![template!("existing", "tests/launch.test.js")]
    } else {
        vec![
            template!("program", "app.json"),
            template!("program", "app.js"),
            template!("program", "minihost.toml"),
            template!("program", "pages/index/index.js"),
            template!("program", "pages/index/index.axml"),
            template!("program", "tests/index.test.js"),
        ]
    };
    files.extend([
        template!("editor", "jsconfig.json"),
        TemplateFile { path: "types/my.d.ts", text: Cow::Owned(minihost_shim::my_dts()) },
        TemplateFile { path: "types/test.d.ts", text: Cow::Borrowed(minihost_kit::TEST_DTS) },
    ]);
    if with_workflow {
        files.push(TemplateFile {
            path: ".github/workflows/minihost.yml",
            text: Cow::Borrowed(include_str!("../../../templates/ci/github.yml")),
        });
    }
    files
}
