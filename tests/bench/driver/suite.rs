//! The test files that test runners are measured with.

use std::io;
use std::path::{Path, PathBuf};

use crate::workload::Task;

const TEST: &str = "const sum = (a, b) => a + b;

test('adds', () => {
  expect(sum(1, 2)).toBe(3);
});
";

/// A folder of test files for each task that is a run of tests; gone with the value.
#[derive(Debug)]
pub(crate) struct Suites {
    root: PathBuf,
    folders: Vec<(Task, PathBuf)>,
}

impl Suites {
    /// Writes them in the system's temporary folder.
    pub(crate) fn write(tasks: &[Task]) -> io::Result<Self> {
        let root = std::env::temp_dir().join(format!("minihost-bench-{}", std::process::id()));
        let mut suites = Self { root, folders: Vec::new() };
        for &task in tasks.iter().filter(|task| task.workload.is_tests()) {
            let folder = suites.root.join(task.workload.name());
            std::fs::create_dir_all(&folder)?;
            suites.folders.push((task, folder.clone()));
            for index in 1..=task.n {
                std::fs::write(folder.join(format!("{index:03}.test.js")), TEST)?;
            }
        }
        Ok(suites)
    }

    /// The folder of `task`'s files; none for what is no run of tests.
    pub(crate) fn folder(&self, task: Task) -> Option<&Path> {
        self.folders.iter().find(|(other, _)| *other == task).map(|(_, folder)| folder.as_path())
    }
}

impl Drop for Suites {
    fn drop(&mut self) {
        if !self.folders.is_empty() {
            let _ = std::fs::remove_dir_all(&self.root);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_for_each_test_and_nothing_is_left() {
        let tasks: Vec<Task> = ["rtt", "test_one", "test_200=4"].map(|task| task.parse().unwrap()).to_vec();
        let suites = Suites::write(&tasks).unwrap();
        assert_eq!(suites.folder(tasks[0]), None);
        let count = |task| suites.folder(task).unwrap().read_dir().unwrap().count();
        assert_eq!((count(tasks[1]), count(tasks[2])), (1, 4));
        let root = suites.root.clone();
        drop(suites);
        assert!(!root.exists());
    }
}
