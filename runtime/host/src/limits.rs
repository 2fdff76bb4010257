//! The limits that a person sets, by the names that they are set by.
//!
//! Owns: names, units, ranges, and where in the [`Settings`] each limit is. The command line and `launch` of tests read
//! them from here, so that a limit means the same wherever it is set.
//!
//! Never: enforces one.

use crate::settings::Settings;

/// What a limit counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Bytes: `65536`, `64KiB`, `10MiB`, `1GiB`.
    Bytes,
    /// Things: `1000`.
    Things,
}

/// No limit.
pub const NONE: usize = usize::MAX;

/// The word for no limit.
const NONE_WORD: &str = "none";

/// A limit on what a mini-program, or its server, may make this process hold.
#[derive(Debug)]
pub struct Limit {
    /// The option: `--{name}`.
    pub name: &'static str,
    /// What it counts.
    pub unit: Unit,
    /// The least and the most that it may be; one that may be [`NONE`] can be lifted.
    pub range: (usize, usize),
    /// Whether all programs in one engine have it in common.
    pub is_of_engine: bool,
    place: fn(&mut Settings) -> &mut usize,
    /// What else is different once it is set.
    also: fn(&mut Settings),
}

/// More calls within calls than this might take all of the native stack, where each goes through a built-in function.
const MOST_RECURSION: usize = 50_000;

/// A limit of one program that may be lifted.
const fn limit(name: &'static str, unit: Unit, least: usize, place: fn(&mut Settings) -> &mut usize) -> Limit {
    Limit { name, unit, range: (least, NONE), is_of_engine: false, place, also: |_| {} }
}

/// All of them; one that moves another stands before it.
pub const LIMITS: &[Limit] = &[
    Limit {
        // What may come in may go out again: an echo must fit into the queue of unsent bytes.
        also: |settings| {
            let twice = settings.socket.max_message_bytes.saturating_mul(2);
            let unsent = &mut settings.socket.max_unsent_bytes;
            *unsent = (*unsent).max(twice);
        },
        ..limit("max-message", Unit::Bytes, 0, |settings| &mut settings.socket.max_message_bytes)
    },
    limit("max-unsent", Unit::Bytes, 0, |settings| &mut settings.socket.max_unsent_bytes),
    limit("max-undelivered", Unit::Bytes, 1, |settings| &mut settings.socket.max_undelivered_bytes),
    limit("max-sockets", Unit::Things, 1, |settings| &mut settings.socket.max_transports),
    limit("max-requests", Unit::Things, 1, |settings| &mut settings.socket.max_requests),
    limit("max-calls", Unit::Things, 1, |settings| &mut settings.bridge.max_calls),
    limit("max-listeners", Unit::Things, 0, |settings| &mut settings.bridge.max_listeners),
    limit("max-timers", Unit::Things, 0, |settings| &mut settings.limits.timers),
    Limit {
        range: (10, MOST_RECURSION),
        is_of_engine: true,
        ..limit("max-recursion", Unit::Things, 0, |settings| &mut settings.limits.calls)
    },
];

impl Limit {
    /// The name in `config` of a test's `launch`: `maxTimers`.
    #[must_use]
    pub fn config_name(&self) -> String {
        let mut words = self.name.split('-');
        let first = words.next().unwrap_or_default();
        words.fold(first.to_owned(), |name, word| {
            let (initial, rest) = word.split_at(word.len().min(1));
            name + &initial.to_ascii_uppercase() + rest
        })
    }

    /// What a text says.
    ///
    /// # Errors
    /// What is wrong with it, and what may be written.
    pub fn parse(&self, text: &str) -> Result<usize, String> {
        let (least, most) = self.range;
        let value = self.unit.parse(text, most == NONE)?;
        if value < least || value > most {
            let range = if most == NONE { format!("at least {least}") } else { format!("from {least} to {most}") };
            return Err(format!("`{text}` is out of range: it may be {range}"));
        }
        Ok(value)
    }

    /// What it is in `settings`.
    #[must_use]
    pub fn of(&self, settings: &mut Settings) -> usize {
        *(self.place)(settings)
    }

    /// Sets it.
    pub fn set(&self, settings: &mut Settings, value: usize) {
        *(self.place)(settings) = value;
        (self.also)(settings);
    }
}

impl Unit {
    /// What a text says; `none` where that may be.
    ///
    /// # Errors
    /// Where it is no number of these, with an example.
    pub fn parse(self, text: &str, may_be_none: bool) -> Result<usize, String> {
        let text = text.trim();
        if may_be_none && text == NONE_WORD {
            return Ok(NONE);
        }
        let digits = text.find(|character: char| !character.is_ascii_digit()).unwrap_or(text.len());
        let unit = match (self, text[digits..].trim()) {
            (_, "") => Some(1),
            (Self::Bytes, "B") => Some(1),
            (Self::Bytes, "KiB") => Some(1 << 10),
            (Self::Bytes, "MiB") => Some(1 << 20),
            (Self::Bytes, "GiB") => Some(1 << 30),
            _ => None,
        };
        let number = text[..digits].parse::<usize>().ok().zip(unit).and_then(|(number, unit)| number.checked_mul(unit));
        number.ok_or_else(|| {
            let or_none = if may_be_none { ", or none" } else { "" };
            match self {
                Self::Bytes => format!("`{text}` is no size; write for example 65536, 64KiB or 10MiB{or_none}"),
                Self::Things => format!("`{text}` is no number; write for example 1000{or_none}"),
            }
        })
    }

    /// A number of these as people write it: `10MiB`.
    #[must_use]
    pub fn show(self, value: usize) -> String {
        match self {
            _ if value == NONE => NONE_WORD.to_owned(),
            Self::Things => value.to_string(),
            Self::Bytes => {
                let units = [(30, "GiB"), (20, "MiB"), (10, "KiB")];
                let fitting = units.iter().find(|(shift, _)| value != 0 && value.trailing_zeros() >= *shift);
                fitting.map_or_else(|| value.to_string(), |(shift, unit)| format!("{}{unit}", value >> shift))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::project::Project;

    fn settings() -> Settings {
        Settings::new(Project::nothing(PathBuf::from("/nothing")))
    }

    fn limit(name: &str) -> &'static Limit {
        LIMITS.iter().find(|limit| limit.name == name).unwrap()
    }

    #[test]
    fn sizes_have_binary_units() {
        let bytes = |text| Unit::Bytes.parse(text, true);
        assert_eq!(bytes("64KiB"), Ok(65536));
        assert_eq!(bytes("10 MiB"), Ok(10 << 20));
        assert_eq!(bytes("7"), Ok(7));
        assert_eq!(bytes("none"), Ok(NONE));
        for wrong in ["", "KiB", "1kb", "-1", "99999999999999999999", "99999999999GiB"] {
            assert!(bytes(wrong).is_err(), "{wrong}");
        }
        for shown in ["0", "7", "64KiB", "1025", "10MiB", "3GiB", "none"] {
            assert_eq!(Unit::Bytes.show(bytes(shown).unwrap()), shown);
        }
    }

    #[test]
    fn numbers_have_no_unit_and_only_some_may_be_none() {
        assert_eq!(limit("max-timers").parse("1000"), Ok(1000));
        assert_eq!(limit("max-timers").parse("none"), Ok(NONE));
        for (name, wrong) in [("max-timers", "1KiB"), ("max-recursion", "none"), ("max-recursion", "1000000")] {
            assert!(limit(name).parse(wrong).is_err(), "{name} {wrong}");
        }
        assert_eq!(limit("max-sockets").parse("0").unwrap_err(), "`0` is out of range: it may be at least 1");
    }

    #[test]
    fn each_has_a_place_of_its_own() {
        for limit in LIMITS {
            let mut settings = settings();
            let usual = limit.of(&mut settings);
            assert_eq!(limit.parse(&limit.unit.show(usual)), Ok(usual), "{}", limit.name);
            limit.set(&mut settings, usual + 1);
            for other in LIMITS {
                let expected = if other.name == limit.name { usual + 1 } else { other.of(&mut self::settings()) };
                let is_moved = (limit.name, other.name) == ("max-message", "max-unsent");
                assert!(is_moved || other.of(&mut settings) == expected, "{} moves {}", limit.name, other.name);
            }
        }
    }

    #[test]
    fn an_echo_of_the_largest_message_can_be_sent() {
        let mut settings = settings();
        limit("max-message").set(&mut settings, 1 << 30);
        assert_eq!(settings.socket.max_unsent_bytes, 2 << 30);
    }

    #[test]
    fn tests_write_names_as_page_code_does() {
        assert_eq!(limit("max-message").config_name(), "maxMessage");
    }
}
