//! The file that a store is kept in, so that its values outlive the program (`--storage`).
//!
//! A change is written whole to a file beside it, which then takes its place: whoever reads sees the values before the change
//! or those after it, and a process that is killed while it writes leaves the former. Processes with the same file take turns
//! (a lock on a third file, which ends with the process), and each takes in what others have written before it looks or
//! changes anything.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use serde_json::Value;

/// Keys, and values as JSON texts.
pub(super) type Texts = BTreeMap<String, String>;

/// The member that says what the file is, with the version of its form.
const MARK: &str = "minihost-storage";
const VERSION: u64 = 1;

/// How much of the file tells whether it is the one that was read last: it begins with its revision.
const HEAD_BYTES: u64 = 80;

/// Why what is stored cannot be read or written. What the file holds stays as it is.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StorageFault {
    /// The operating system says no.
    #[error("cannot {doing} {}: {cause}", .path.display())]
    Io {
        /// `read`, `write`, `lock`.
        doing: &'static str,
        /// The file.
        path: PathBuf,
        /// Why not.
        cause: String,
    },
    /// The file is not what minihost writes.
    #[error("{}:{line}:{column}: {reason}", .path.display())]
    Broken {
        /// The file.
        path: PathBuf,
        /// The line, counted from 1.
        line: usize,
        /// The column, counted from 1.
        column: usize,
        /// What is wrong there.
        reason: String,
    },
}

/// Whether what is stored for the mini-program `app_id` in `folder` can be used; the folder is made, where it is missing.
///
/// # Errors
/// Why not.
pub fn check_storage(folder: &Path, app_id: &str) -> Result<(), StorageFault> {
    fs::create_dir_all(folder).map_err(|cause| fault("make", folder, &cause))?;
    let mut disk = Disk::new(folder, app_id);
    disk.locked(|disk| disk.changed().map(drop))
}

/// The file of one mini-program.
#[derive(Debug)]
pub(super) struct Disk {
    path: PathBuf,
    known: Known,
    revision: u64,
}

/// What of the file was read last.
#[derive(Debug, PartialEq)]
enum Known {
    /// Whatever it was, it is not what is in memory.
    Nothing,
    /// There was none.
    Missing,
    File {
        head: Vec<u8>,
        length: u64,
        modified: Option<SystemTime>,
    },
}

impl Disk {
    pub(super) fn new(folder: &Path, app_id: &str) -> Self {
        Self { path: folder.join(format!("{}.json", file_name(app_id))), known: Known::Nothing, revision: 0 }
    }

    /// Runs `work` while no other process changes the file.
    pub(super) fn locked<T>(
        &mut self,
        work: impl FnOnce(&mut Self) -> Result<T, StorageFault>,
    ) -> Result<T, StorageFault> {
        let path = self.path.with_extension("lock");
        let cannot = |cause: io::Error| fault("lock", &path, &cause);
        let lock = File::options().create(true).truncate(false).write(true).open(&path).map_err(cannot)?;
        // Others hold it as long as they write; it ends with its process, whatever ends that.
        lock.lock().map_err(cannot)?;
        work(self)
    }

    /// What the file holds, unless it is what was read or written last.
    pub(super) fn changed(&mut self) -> Result<Option<Texts>, StorageFault> {
        let cannot = |cause: io::Error| fault("read", &self.path, &cause);
        let mut file = match File::open(&self.path) {
            Ok(file) => file,
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => {
                let was_missing = std::mem::replace(&mut self.known, Known::Missing) == Known::Missing;
                return Ok((!was_missing).then(Texts::new));
            }
            Err(cause) => return Err(cannot(cause)),
        };
        let known = look(&mut file).map_err(cannot)?;
        if known == self.known {
            return Ok(None);
        }
        let mut bytes = Vec::new();
        file.rewind().and_then(|()| file.read_to_end(&mut bytes)).map_err(cannot)?;
        let (revision, texts) = parse(&bytes).map_err(|Wrong { line, column, reason }| StorageFault::Broken {
            path: self.path.clone(),
            line,
            column,
            reason,
        })?;
        (self.known, self.revision) = (known, revision);
        Ok(Some(texts))
    }

    /// Puts `texts` in the place of what the file holds. Only while [locked](Disk::locked).
    pub(super) fn write<'a>(&mut self, texts: impl Iterator<Item = (&'a str, &'a str)>) -> Result<(), StorageFault> {
        let revision = self.revision + 1;
        let text = format(revision, texts);
        let draft = self.path.with_extension("draft");
        let written = File::create(&draft).and_then(|mut file| file.write_all(text.as_bytes()));
        written.map_err(|cause| fault("write", &draft, &cause))?;
        fs::rename(&draft, &self.path).map_err(|cause| fault("write", &self.path, &cause))?;
        self.revision = revision;
        let looked = File::open(&self.path).and_then(|mut file| look(&mut file));
        // Where it cannot be read, the next look at it says so.
        self.known = looked.unwrap_or(Known::Nothing);
        Ok(())
    }

    /// What is in memory is not what the file holds: it is read again at the next look.
    pub(super) fn forget(&mut self) {
        self.known = Known::Nothing;
    }
}

fn look(file: &mut File) -> io::Result<Known> {
    let metadata = file.metadata()?;
    let mut head = Vec::new();
    Read::by_ref(file).take(HEAD_BYTES).read_to_end(&mut head)?;
    Ok(Known::File { head, length: metadata.len(), modified: metadata.modified().ok() })
}

fn fault(doing: &'static str, path: &Path, cause: &io::Error) -> StorageFault {
    StorageFault::Io { doing, path: path.to_owned(), cause: cause.to_string() }
}

/// The id as a file's name: what is no letter, no digit and none of `-_.` is written as `%` and two digits, and so is a dot
/// at the front.
fn file_name(app_id: &str) -> String {
    let mut name = String::with_capacity(app_id.len());
    for (index, byte) in app_id.bytes().enumerate() {
        let is_plain = byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_') || byte == b'.' && index > 0;
        match is_plain {
            true => name.push(char::from(byte)),
            false => name.push_str(&format!("%{byte:02X}")),
        }
    }
    name
}

/// A line for each value, so that people can compare two files.
fn format<'a>(revision: u64, texts: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let mut text = format!("{{\"{MARK}\":{VERSION},\"revision\":{revision},\"values\":{{");
    let mut separator = "\n";
    for (key, json) in texts {
        text.push_str(separator);
        text.push_str(&format!("{}:{}", Value::from(key), Value::from(json)));
        separator = ",\n";
    }
    text.push_str("\n}}\n");
    text
}

/// What is wrong with a file, and where.
#[derive(Debug, PartialEq)]
struct Wrong {
    line: usize,
    column: usize,
    reason: String,
}

fn parse(bytes: &[u8]) -> Result<(u64, Texts), Wrong> {
    let mut file: Value = serde_json::from_slice(bytes).map_err(|error| {
        let reason = error.to_string();
        let reason = reason.rfind(" at line ").map_or(reason.as_str(), |end| &reason[..end]);
        let reason = format!("what is stored cannot be read, as this is no JSON: {reason}");
        Wrong { line: error.line().max(1), column: error.column().max(1), reason }
    })?;
    let at_start = |reason: String| Wrong { line: 1, column: 1, reason };
    match file.get(MARK).and_then(Value::as_u64) {
        Some(VERSION) => {}
        Some(other) => {
            return Err(at_start(format!(
                "this was stored by another minihost, in the form {other}; this one reads {VERSION}"
            )));
        }
        None => return Err(at_start(format!("this is no file that minihost has stored: it has no \"{MARK}\""))),
    }
    let revision = file.get("revision").and_then(Value::as_u64).unwrap_or(0);
    let Some(values) = file.get_mut("values").and_then(Value::as_object_mut) else {
        return Err(at_start("\"values\" is no object with a JSON text for each key".to_owned()));
    };
    let mut texts = Texts::new();
    for (key, value) in std::mem::take(values) {
        let Value::String(json) = value else {
            let (line, column) = place(bytes, &key);
            let reason = format!("the value of {} is no JSON text in quotes", Value::from(key));
            return Err(Wrong { line, column, reason });
        };
        texts.insert(key, json);
    }
    Ok((revision, texts))
}

/// Where `key` stands, as far as it is written as minihost writes it.
fn place(bytes: &[u8], key: &str) -> (usize, usize) {
    let text = String::from_utf8_lossy(bytes);
    let before = text.find(&format!("{}:", Value::from(key))).map_or("", |at| &text[..at]);
    (before.matches('\n').count() + 1, before.rsplit('\n').next().unwrap_or_default().chars().count() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(pairs: &[(&str, &str)]) -> Texts {
        pairs.iter().map(|(key, json)| ((*key).to_owned(), (*json).to_owned())).collect()
    }

    fn write(disk: &mut Disk, texts: &Texts) {
        let pairs = texts.iter().map(|(key, json)| (key.as_str(), json.as_str()));
        disk.locked(|disk| disk.write(pairs)).unwrap();
    }

    #[test]
    fn what_is_written_is_read_by_others_and_not_again_by_oneself() {
        let folder = tempfile::tempdir().unwrap();
        let (mut one, mut other) = (Disk::new(folder.path(), "a"), Disk::new(folder.path(), "a"));
        assert_eq!(one.changed(), Ok(Some(Texts::new())));
        assert_eq!(one.changed(), Ok(None));
        let values = texts(&[("k", r#"{"n":[1,"中\n"]}"#), ("\"\n\u{1}", "1e21"), ("", "\"\"")]);
        write(&mut one, &values);
        assert_eq!(one.changed(), Ok(None));
        assert_eq!(other.changed(), Ok(Some(values)));
        // The same length within the same tick of the file system's clock is told apart as well.
        for number in 0..50 {
            let values = texts(&[("n", &format!("{:02}", number))]);
            write(&mut one, &values);
            assert_eq!(other.changed(), Ok(Some(values)), "{number}");
        }
        fs::remove_file(&one.path).unwrap();
        assert_eq!(one.changed(), Ok(Some(Texts::new())));
    }

    #[test]
    fn ids_are_names_of_files_in_the_folder() {
        assert_eq!(file_name("2021_a-b.c"), "2021_a-b.c");
        assert_eq!(file_name("../x/中"), "%2E.%2Fx%2F%E4%B8%AD");
    }

    #[test]
    fn a_file_that_is_broken_says_where() {
        for (text, at, reason) in [
            ("{\"minihost-storage\":1,\n\"values\":{\"a\":\"1\",}", (2, 19), "no JSON: trailing comma"),
            ("", (1, 1), "no JSON: EOF"),
            ("[]", (1, 1), "no file that minihost has stored"),
            ("{\"minihost-storage\":2}", (1, 1), "in the form 2"),
            ("{\"minihost-storage\":1,\"values\":[]}", (1, 1), "\"values\" is no object"),
            (
                "{\"minihost-storage\":1,\"values\":{\n \"a\":\"1\",\n \"b\":2}}",
                (3, 2),
                "the value of \"b\" is no JSON text",
            ),
        ] {
            let wrong = parse(text.as_bytes()).unwrap_err();
            assert_eq!((wrong.line, wrong.column), at, "{text}: {}", wrong.reason);
            assert!(wrong.reason.contains(reason), "{text}: {}", wrong.reason);
        }
    }
}
