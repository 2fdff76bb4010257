//! The store behind `my.setStorage` and its kin: keys, values as JSON texts, and their limits.

use std::collections::BTreeMap;
use std::path::Path;

use super::disk::{Disk, StorageFault, Texts};

/// The most UTF-16 units of one value's JSON text: 200 KB.
pub(crate) const MOST_VALUE: usize = 200 * 1024;
/// The most of all keys and values together: 10 MB.
pub(crate) const MOST_TOTAL: usize = 10 * 1024 * 1024;

/// What one mini-program has stored.
#[derive(Debug, Default)]
pub(crate) struct Store {
    entries: BTreeMap<String, Entry>,
    used: usize,
    /// Where it is kept, if it is to outlive the program.
    disk: Option<Disk>,
}

#[derive(Debug)]
struct Entry {
    json: String,
    size: usize,
}

/// Why a value is not stored; what was there stays.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum StoreFault {
    /// One value is too long.
    #[error("data is {0} characters long as JSON; one key holds at most 200 KB (204800)")]
    ValueTooLong(usize),
    /// All of them together are.
    #[error("the storage would hold {0} characters; it holds at most 10 MB (10485760): remove what is not needed")]
    Full(usize),
    /// What is kept on disk cannot be read or written.
    #[error("{0}")]
    Disk(#[from] StorageFault),
}

impl StoreFault {
    /// The code that the platform documents.
    pub(crate) const fn code(&self) -> u16 {
        match self {
            Self::Full(_) => 12,
            Self::ValueTooLong(_) => 14,
            Self::Disk(_) => 1,
        }
    }
}

impl Store {
    /// A store that is kept in a file of `folder`, one for each app.
    pub(crate) fn kept_in(folder: &Path, app_id: &str) -> Self {
        Self { disk: Some(Disk::new(folder, app_id)), ..Self::default() }
    }

    /// Takes in what other processes have stored meanwhile, where it is kept on disk.
    pub(crate) fn refresh(&mut self) -> Result<(), StoreFault> {
        let changed = self.disk.as_mut().map(Disk::changed).transpose()?.flatten();
        if let Some(texts) = changed {
            self.take_in(texts);
        }
        Ok(())
    }

    fn take_in(&mut self, texts: Texts) {
        let entry = |(key, json): (String, String)| {
            let size = key.encode_utf16().count() + json.encode_utf16().count();
            (key, Entry { json, size })
        };
        self.entries = texts.into_iter().map(entry).collect();
        self.used = self.entries.values().map(|entry| entry.size).sum();
    }

    /// Makes a change; on disk as well, where the store is kept there, and at once: what a page was told to be stored outlives
    /// whatever ends its process.
    fn change(&mut self, change: impl FnOnce(&mut Self) -> Result<(), StoreFault>) -> Result<(), StoreFault> {
        let Some(mut disk) = self.disk.take() else { return change(self) };
        let done = disk.locked(|disk| {
            if let Some(texts) = disk.changed()? {
                self.take_in(texts);
            }
            if let Err(fault) = change(self) {
                return Ok(Err(fault));
            }
            let texts = self.entries.iter().map(|(key, entry)| (key.as_str(), entry.json.as_str()));
            disk.write(texts).inspect_err(|_| disk.forget()).map(Ok)
        });
        self.disk = Some(disk);
        done.map_err(StoreFault::from).flatten()
    }

    /// Keeps a value in place of the one before; `length` is that of its JSON text in UTF-16 units.
    pub(crate) fn set(&mut self, key: String, json: String, length: usize) -> Result<(), StoreFault> {
        self.change(|store| store.put(key, json, length))
    }

    fn put(&mut self, key: String, json: String, length: usize) -> Result<(), StoreFault> {
        if length > MOST_VALUE {
            return Err(StoreFault::ValueTooLong(length));
        }
        let size = key.encode_utf16().count() + length;
        let total = self.used - self.entries.get(&key).map_or(0, |entry| entry.size) + size;
        if total > MOST_TOTAL {
            return Err(StoreFault::Full(total));
        }
        self.entries.insert(key, Entry { json, size });
        self.used = total;
        Ok(())
    }

    /// The JSON text of a value.
    pub(crate) fn get(&self, key: &str) -> Option<&str> {
        self.entries.get(key).map(|entry| entry.json.as_str())
    }

    /// Forgets a value; a key that is not there is fine.
    pub(crate) fn remove(&mut self, key: &str) -> Result<(), StoreFault> {
        self.change(|store| {
            if let Some(entry) = store.entries.remove(key) {
                store.used -= entry.size;
            }
            Ok(())
        })
    }

    /// Forgets everything.
    pub(crate) fn clear(&mut self) -> Result<(), StoreFault> {
        self.change(|store| {
            store.entries.clear();
            store.used = 0;
            Ok(())
        })
    }

    /// All keys, sorted.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &str> {
        self.entries.keys().map(String::as_str)
    }

    /// How much is used, in whole KB, rounded up.
    pub(crate) fn used_kilobytes(&self) -> usize {
        self.used.div_ceil(1024)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(store: &mut Store, key: &str, length: usize) -> Result<(), StoreFault> {
        store.set(key.to_owned(), "x".repeat(length), length)
    }

    #[test]
    fn a_value_that_is_too_long_leaves_the_one_before() {
        let mut store = Store::default();
        assert_eq!(set(&mut store, "a", MOST_VALUE), Ok(()));
        assert_eq!(set(&mut store, "a", MOST_VALUE + 1), Err(StoreFault::ValueTooLong(MOST_VALUE + 1)));
        assert_eq!(store.get("a").map(str::len), Some(MOST_VALUE));
    }

    #[test]
    fn the_total_is_what_is_there_now() {
        let mut store = Store::default();
        let mut keys = (0..).map(|number: u32| format!("{number:02}"));
        let fault = keys.find_map(|key| set(&mut store, &key, MOST_VALUE - 2).err());
        let fitting = MOST_TOTAL / MOST_VALUE;
        assert_eq!(fault, Some(StoreFault::Full((fitting + 1) * MOST_VALUE)));
        assert_eq!(store.used_kilobytes(), fitting * MOST_VALUE / 1024);
        // Writing again, or writing less, is no growth.
        assert_eq!(set(&mut store, "00", MOST_VALUE - 2), Ok(()));
        store.remove("00").unwrap();
        store.remove("00").unwrap();
        assert_eq!(set(&mut store, "zz", MOST_VALUE - 2), Ok(()));
        store.clear().unwrap();
        assert_eq!((store.used_kilobytes(), store.keys().count()), (0, 0));
    }

    #[test]
    fn stores_of_one_file_see_each_other_and_lose_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let (mut one, mut other) = (Store::kept_in(folder.path(), "a"), Store::kept_in(folder.path(), "a"));
        one.set("k".to_owned(), "[1]".to_owned(), 3).unwrap();
        other.set("l".to_owned(), "\"中\"".to_owned(), 3).unwrap();
        one.refresh().unwrap();
        assert_eq!(one.keys().collect::<Vec<_>>(), ["k", "l"]);
        assert_eq!((one.get("l"), one.used), (Some("\"中\""), 8));
        other.clear().unwrap();
        one.remove("k").unwrap();
        one.refresh().unwrap();
        assert_eq!((one.keys().count(), one.used), (0, 0));
    }

    #[test]
    fn limits_hold_for_what_others_have_stored() {
        let folder = tempfile::tempdir().unwrap();
        let (mut one, mut other) = (Store::kept_in(folder.path(), "a"), Store::kept_in(folder.path(), "a"));
        for number in 0..MOST_TOTAL / MOST_VALUE {
            set(&mut one, &format!("{number:02}"), MOST_VALUE - 2).unwrap();
        }
        assert!(matches!(set(&mut other, "more", MOST_VALUE - 2), Err(StoreFault::Full(_))));
        one.refresh().unwrap();
        assert_eq!(one.get("more"), None);
    }

    #[test]
    fn a_broken_file_is_told_and_left_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.json");
        std::fs::write(&path, "{").unwrap();
        let mut store = Store::kept_in(folder.path(), "a");
        let fault = set(&mut store, "k", 1).unwrap_err();
        assert_eq!(fault.code(), 1);
        assert!(fault.to_string().contains("a.json:1:1: "), "{fault}");
        #[expect(clippy::disallowed_methods, reason = "what the store has left")]
        let left = std::fs::read(&path).unwrap();
        assert_eq!(left, b"{");
    }
}
