//! The kind of a frame.

use std::fmt;

use serde::de::{Error, Unexpected, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An opcode, four bits (RFC 6455, 5.2); as JSON its name, or its number when it is reserved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Opcode(u8);

const NAMES: [(Opcode, &str); 6] = [
    (Opcode::CONTINUATION, "continuation"),
    (Opcode::TEXT, "text"),
    (Opcode::BINARY, "binary"),
    (Opcode::CLOSE, "close"),
    (Opcode::PING, "ping"),
    (Opcode::PONG, "pong"),
];

impl Opcode {
    /// A further fragment of a message.
    pub const CONTINUATION: Self = Self(0);
    /// A text message, or its first fragment.
    pub const TEXT: Self = Self(1);
    /// A binary message, or its first fragment.
    pub const BINARY: Self = Self(2);
    /// The end of a connection.
    pub const CLOSE: Self = Self(8);
    /// A question that is answered by a pong.
    pub const PING: Self = Self(9);
    /// The answer to a ping.
    pub const PONG: Self = Self(10);

    /// The opcode in the low four bits of `bits`.
    #[must_use]
    pub const fn from_bits(bits: u8) -> Self {
        Self(bits & 0x0f)
    }

    /// The number, 0 to 15.
    #[must_use]
    pub const fn bits(self) -> u8 {
        self.0
    }

    /// Whether it is of a control frame (close, ping, pong, and the reserved ones from 11 on).
    #[must_use]
    pub const fn is_control(self) -> bool {
        self.0 >= 8
    }

    /// The name, if the protocol gives one.
    #[must_use]
    pub fn name(self) -> Option<&'static str> {
        NAMES.iter().find(|(opcode, _)| *opcode == self).map(|(_, name)| *name)
    }
}

impl Serialize for Opcode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.name() {
            Some(name) => serializer.serialize_str(name),
            None => serializer.serialize_u8(self.0),
        }
    }
}

impl<'de> Deserialize<'de> for Opcode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct NameOrNumber;
        impl Visitor<'_> for NameOrNumber {
            type Value = Opcode;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an opcode: continuation, text, binary, close, ping, pong, or a number from 0 to 15")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Opcode, E> {
                let found = NAMES.iter().find(|(_, name)| *name == text).map(|(opcode, _)| *opcode);
                found.ok_or_else(|| E::invalid_value(Unexpected::Str(text), &self))
            }

            fn visit_u64<E: Error>(self, number: u64) -> Result<Opcode, E> {
                match u8::try_from(number) {
                    Ok(bits @ 0..=15) => Ok(Opcode(bits)),
                    _ => Err(E::invalid_value(Unexpected::Unsigned(number), &self)),
                }
            }

            fn visit_i64<E: Error>(self, number: i64) -> Result<Opcode, E> {
                match u64::try_from(number) {
                    Ok(number) => self.visit_u64(number),
                    Err(_) => Err(E::invalid_value(Unexpected::Signed(number), &self)),
                }
            }
        }
        deserializer.deserialize_any(NameOrNumber)
    }
}
