//! `--dump-data`: the data of the pages that are open at the end, as JSON.

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

use minihost_runtime::PageData;
use serde_json::{Value, json};

use crate::terminal::Stdout;

/// Where the data go.
pub(crate) struct Dump {
    /// None for stdout.
    file: Option<(PathBuf, File)>,
}

impl Dump {
    /// A dump into `file`, which is made now: a path that cannot be written to is told before the program runs.
    pub(crate) fn open(file: Option<&Path>) -> Result<Self, String> {
        let open = |path: &Path| match File::create(path) {
            Ok(file) => Ok((path.to_owned(), file)),
            Err(cause) => Err(format!("--dump-data {}: {cause}", path.display())),
        };
        Ok(Self { file: file.map(open).transpose()? })
    }

    /// Writes the pages, the one that was shown last.
    pub(crate) fn write(self, pages: &[PageData], stdout: &Stdout) -> Result<(), String> {
        let pages = pages.iter().map(|page| json!({"path": page.path, "data": page.data})).collect();
        let text = format!("{:#}", Value::Array(pages));
        match self.file {
            None => {
                stdout.line(&text);
                stdout.flush();
                Ok(())
            }
            Some((path, mut file)) => {
                writeln!(file, "{text}").map_err(|cause| format!("--dump-data {}: {cause}", path.display()))
            }
        }
    }
}
