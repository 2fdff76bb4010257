//! The files that workloads need beside the pages: they are written where the driver's other files are.

use std::io;
use std::path::{Path, PathBuf};

use crate::workload::{Kind, Task};
use crate::{install, project, suite};

/// A folder for each task that needs one.
#[derive(Debug)]
pub(crate) struct Materials {
    folders: Vec<(Task, PathBuf)>,
}

impl Materials {
    /// Writes them in `root`.
    pub(crate) fn write(tasks: &[Task], root: &Path) -> io::Result<Self> {
        let mut folders = Vec::new();
        for &task in tasks {
            let folder = root.join(task.workload.name());
            match task.workload.kind() {
                Kind::Exchange | Kind::Many => continue,
                Kind::Project => project::write(&folder, task.n, install::assets())?,
                Kind::Tests => suite::write(&folder, task.n)?,
            }
            folders.push((task, folder));
        }
        Ok(Self { folders })
    }

    /// The folder of `task`'s files.
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
        let scratch = Scratch::new("materials-test").unwrap();
        let materials = Materials::write(&tasks, scratch.path()).unwrap();
        assert_eq!(materials.folder(tasks[0]), None);
        let count = |task| materials.folder(task).unwrap().read_dir().unwrap().count();
        assert_eq!((count(tasks[1]), count(tasks[2])), (1, 4));
    }
}
