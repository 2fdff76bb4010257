//! The test files that test runners are measured with.

use std::io;
use std::path::{Path, PathBuf};

use crate::workload::Task;

const TEST: &str = "const sum = (a, b) => a + b;

test('adds', () => {
  expect(sum(1, 2)).toBe(3);
});
";

/// A folder of test files for each task that is a run of tests.
#[derive(Debug)]
pub(crate) struct Suites {
    folders: Vec<(Task, PathBuf)>,
}

impl Suites {
    /// Writes them in `root`.
    pub(crate) fn write(tasks: &[Task], root: &Path) -> io::Result<Self> {
        let mut folders = Vec::new();
        for &task in tasks.iter().filter(|task| task.workload.is_tests()) {
            let folder = root.join(task.workload.name());
            std::fs::create_dir_all(&folder)?;
            for index in 1..=task.n {
                std::fs::write(folder.join(format!("{index:03}.test.js")), TEST)?;
            }
            folders.push((task, folder));
        }
        Ok(Self { folders })
    }

    /// The folder of `task`'s files; none for what is no run of tests.
    pub(crate) fn folder(&self, task: Task) -> Option<&Path> {
        self.folders.iter().find(|(other, _)| *other == task).map(|(_, folder)| folder.as_path())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scratch::Scratch;

    #[test]
    fn a_file_for_each_test() {
        let tasks: Vec<Task> = ["rtt", "test_one", "test_200=4"].map(|task| task.parse().unwrap()).to_vec();
        let scratch = Scratch::new("suite-test").unwrap();
        let suites = Suites::write(&tasks, scratch.path()).unwrap();
        assert_eq!(suites.folder(tasks[0]), None);
        let count = |task| suites.folder(task).unwrap().read_dir().unwrap().count();
        assert_eq!((count(tasks[1]), count(tasks[2])), (1, 4));
    }
}
