//! One line of the event log.

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};
use serde_json::Value;

use crate::{Generation, Kind, Timestamp};

/// One hop of a call, a frame or a page callback.
///
/// As JSON: `{"time": ms, "seq": n, "generation": n or null, "kind": "…", "detail": {…}}`, with `"program": n` after
/// `seq` where it is not the first program.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// When it happened.
    pub time: Timestamp,
    /// Its place in the log, counted from 1 without gaps.
    pub seq: u64,
    /// Which mini-program of the event loop it tells of; 0 for the first, or only, one.
    pub program: u32,
    /// The connection that it belongs to, if any.
    pub generation: Option<Generation>,
    /// What it tells.
    pub kind: Kind,
    /// The facts, by kind.
    pub detail: Value,
}

impl Serialize for Record {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("time", &self.time.as_millis_f64())?;
        map.serialize_entry("seq", &self.seq)?;
        if self.program != 0 {
            map.serialize_entry("program", &self.program)?;
        }
        map.serialize_entry("generation", &self.generation.map(Generation::get))?;
        map.serialize_entry("kind", self.kind.as_str())?;
        map.serialize_entry("detail", &self.detail)?;
        map.end()
    }
}
