//! The store behind `my.setStorage` and its kin: keys, values as JSON texts, and their limits.

use std::collections::BTreeMap;

/// The most UTF-16 units of one value's JSON text: 200 KB.
pub(crate) const MOST_VALUE: usize = 200 * 1024;
/// The most of all keys and values together: 10 MB.
pub(crate) const MOST_TOTAL: usize = 10 * 1024 * 1024;

/// What one mini-program has stored.
#[derive(Debug, Default)]
pub(crate) struct Store {
    entries: BTreeMap<String, Entry>,
    used: usize,
}

#[derive(Debug)]
struct Entry {
    json: String,
    size: usize,
}

/// Why a value is not stored; what was there stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum StoreFault {
    /// One value is too long.
    #[error("data is {0} characters long as JSON; one key holds at most 200 KB (204800)")]
    ValueTooLong(usize),
    /// All of them together are.
    #[error("the storage would hold {0} characters; it holds at most 10 MB (10485760): remove what is not needed")]
    Full(usize),
}

impl StoreFault {
    /// The code that the platform documents.
    pub(crate) const fn code(self) -> u16 {
        match self {
            Self::Full(_) => 12,
            Self::ValueTooLong(_) => 14,
        }
    }
}

impl Store {
    /// Keeps a value in place of the one before; `length` is that of its JSON text in UTF-16 units.
    pub(crate) fn set(&mut self, key: String, json: String, length: usize) -> Result<(), StoreFault> {
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
    pub(crate) fn remove(&mut self, key: &str) {
        if let Some(entry) = self.entries.remove(key) {
            self.used -= entry.size;
        }
    }

    /// Forgets everything.
    pub(crate) fn clear(&mut self) {
        *self = Self::default();
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
        store.remove("00");
        store.remove("00");
        assert_eq!(set(&mut store, "zz", MOST_VALUE - 2), Ok(()));
        store.clear();
        assert_eq!((store.used_kilobytes(), store.keys().count()), (0, 0));
    }
}
