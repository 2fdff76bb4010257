//! How tests are run.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use crate::protocol::RequestOptions;

/// One run of test files.
#[derive(Debug, Clone)]
pub struct RunSettings {
    /// The files, absolute.
    pub files: Vec<PathBuf>,
    /// The folder that files are named from.
    pub root: PathBuf,
    /// The program that is a worker, and its arguments.
    pub worker: (PathBuf, Vec<String>),
    /// What each worker is asked.
    pub options: RequestOptions,
    /// How many workers run at the same time.
    pub jobs: usize,
    /// How long a worker may be silent, in real time, before it is killed.
    pub silence: Duration,
    /// How often a test that failed is tried again.
    pub retries: u32,
    /// In how many orders of what is ready together a test is run that passes in the usual one.
    pub explore: usize,
    /// Only these tests of a file, by their full names; all of them where a file is not in here.
    pub selected: BTreeMap<PathBuf, Vec<String>>,
    /// Only this part of the files.
    pub shard: Option<Shard>,
}

/// A part of the files: every `count`-th of them, so that all shards together are all files, each once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shard {
    /// Which part, from 1.
    pub index: usize,
    /// How many parts there are.
    pub count: usize,
}

impl Shard {
    /// Whether the file at a place in the sorted list belongs to this part.
    #[must_use]
    pub const fn has(self, place: usize) -> bool {
        place % self.count + 1 == self.index
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shards_are_all_files_each_once() {
        for count in 1..5 {
            for place in 0..20 {
                assert_eq!((1..=count).filter(|&index| Shard { index, count }.has(place)).count(), 1);
            }
        }
    }
}
