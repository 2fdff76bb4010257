//! `--report html=DIR`: one page that holds everything, with a picture of each test's timeline.

mod escape;
mod failure;
mod links;
mod page;
mod picture;
mod time;

use std::fs;
use std::io;
use std::path::PathBuf;

use super::Report;
use crate::event::{RunEvent, TestReport};
use crate::protocol::Failure;

/// What the page tells besides the stream.
#[derive(Debug, Clone, Default)]
pub struct HtmlSettings {
    /// The folder of `index.html`.
    pub folder: PathBuf,
    /// The folder that places are shown from, with a slash at its end.
    pub root: String,
    /// Options that repeat the run, as words of a shell: `--clock real --profile latest`.
    pub options: String,
}

/// Writes the page when the run has ended, also where it was interrupted.
pub struct Html {
    settings: HtmlSettings,
    seed: u64,
    tests: Vec<TestReport>,
    files: Vec<FileReport>,
}

/// A file with its tests.
struct FileReport {
    name: String,
    duration_ms: f64,
    broken: Option<Failure>,
    console: Vec<String>,
    tests: Vec<TestReport>,
}

impl Html {
    /// A report into the settings' folder, which is made if it is not there.
    ///
    /// # Errors
    /// Where the folder cannot be made.
    pub fn new(settings: HtmlSettings) -> io::Result<Self> {
        fs::create_dir_all(&settings.folder)?;
        Ok(Self { settings, seed: 0, tests: Vec::new(), files: Vec::new() })
    }

    /// The page is there as a whole, or the one before it still is.
    fn write(&self, page: &str) -> io::Result<()> {
        let part = self.settings.folder.join(".index.html.part");
        fs::write(&part, page)?;
        fs::rename(part, self.settings.folder.join("index.html"))
    }
}

impl Report for Html {
    fn event(&mut self, event: &RunEvent) -> io::Result<()> {
        match event {
            RunEvent::RunStarted { seed, .. } => self.seed = *seed,
            RunEvent::Test(test) => self.tests.push((**test).clone()),
            RunEvent::FileFinished { file, duration_ms, load_failure, console } => {
                let (mine, others) = std::mem::take(&mut self.tests).into_iter().partition(|test| test.file == *file);
                self.tests = others;
                self.files.push(FileReport {
                    name: file.clone(),
                    duration_ms: *duration_ms,
                    broken: load_failure.clone(),
                    console: console.clone(),
                    tests: mine,
                });
            }
            RunEvent::RunFinished { summary } => {
                // Tests of files that an interrupt cut off.
                for test in std::mem::take(&mut self.tests) {
                    match self.files.iter_mut().find(|file| file.name == test.file) {
                        Some(file) => file.tests.push(test),
                        None => self.files.push(FileReport {
                            name: test.file.clone(),
                            duration_ms: 0.0,
                            broken: None,
                            console: Vec::new(),
                            tests: vec![test],
                        }),
                    }
                }
                self.files.sort_by(|a, b| a.name.cmp(&b.name));
                self.write(&page::page(&self.settings, self.seed, &self.files, summary))?;
            }
        }
        Ok(())
    }
}
