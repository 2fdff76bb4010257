//! The test files that test runners are measured with.

use std::io;
use std::path::Path;

const TEST: &str = "const sum = (a, b) => a + b;

test('adds', () => {
  expect(sum(1, 2)).toBe(3);
});
";

/// Writes `files` of them into `folder`.
pub(crate) fn write(folder: &Path, files: u64) -> io::Result<()> {
    std::fs::create_dir_all(folder)?;
    (1..=files).try_for_each(|index| std::fs::write(folder.join(format!("{index:03}.test.js")), TEST))
}
