//! Payloads as scripts write them.

use std::sync::LazyLock;

use bytes::Bytes;
use serde::{Deserialize, Serialize};

/// A payload: `"text"`, `{ hex = "00ff" }`, `{ base64 = "AP8=" }`, or `{ size = 1000 }` for that many letters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
pub enum Data {
    /// A text's UTF-8 bytes.
    Text(String),
    /// Any bytes.
    Bytes(Bytes),
    /// That many bytes: the letters a to z over and over.
    Size(usize),
}

impl Default for Data {
    fn default() -> Self {
        Self::Text(String::new())
    }
}

/// The alphabet over and over; as long as a whole number of alphabets.
static LETTERS: LazyLock<Vec<u8>> = LazyLock::new(|| (b'a'..=b'z').cycle().take(26 * 2520).collect());

impl Data {
    /// The bytes of static text or of an array.
    pub(crate) const fn bytes(bytes: &'static [u8]) -> Self {
        Self::Bytes(Bytes::from_static(bytes))
    }

    /// Length in bytes.
    pub(crate) fn len(&self) -> usize {
        match self {
            Self::Text(text) => text.len(),
            Self::Bytes(bytes) => bytes.len(),
            Self::Size(size) => *size,
        }
    }

    /// The bytes from `start` to `end` in pieces: a large payload never exists as a whole.
    pub(crate) fn pieces(&self, start: usize, end: usize) -> impl Iterator<Item = &[u8]> {
        let whole: Option<&[u8]> = match self {
            Self::Text(text) => Some(text.as_bytes()),
            Self::Bytes(bytes) => Some(bytes),
            Self::Size(_) => None,
        };
        let mut at = start;
        std::iter::from_fn(move || {
            if at >= end {
                return None;
            }
            let piece = match whole {
                Some(bytes) => &bytes[at..end],
                None => {
                    let letters: &[u8] = &LETTERS[at % 26..];
                    &letters[..letters.len().min(end - at)]
                }
            };
            at += piece.len();
            Some(piece)
        })
    }
}

/// The written form.
#[derive(Serialize, Deserialize)]
#[serde(untagged, expecting = "a payload is a text, { hex = \"…\" }, { base64 = \"…\" } or { size = bytes }")]
enum Written {
    Text(String),
    Hex(Hex),
    Base64(Base64),
    Size(Size),
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Hex {
    hex: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Base64 {
    base64: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Size {
    size: usize,
}

impl TryFrom<Written> for Data {
    type Error = String;

    fn try_from(written: Written) -> Result<Self, String> {
        match written {
            Written::Text(text) => Ok(Self::Text(text)),
            Written::Size(Size { size }) => Ok(Self::Size(size)),
            Written::Hex(Hex { hex }) => {
                decode_hex(&hex).map(Self::Bytes).ok_or_else(|| format!("{hex:?} is not hex: pairs of digits 0-9 a-f"))
            }
            Written::Base64(Base64 { base64 }) => base64_simd::STANDARD
                .decode_to_vec(&base64)
                .map(|bytes| Self::Bytes(bytes.into()))
                .map_err(|_| format!("{base64:?} is not base64")),
        }
    }
}

impl From<Data> for Written {
    fn from(data: Data) -> Self {
        match data {
            Data::Text(text) => Self::Text(text),
            Data::Bytes(bytes) => Self::Base64(Base64 { base64: base64_simd::STANDARD.encode_to_string(&bytes) }),
            Data::Size(size) => Self::Size(Size { size }),
        }
    }
}

fn decode_hex(text: &str) -> Option<Bytes> {
    let digits: Option<Vec<u8>> = text
        .chars()
        .filter(|char| !char.is_ascii_whitespace())
        .map(|char| char.to_digit(16).and_then(|digit| u8::try_from(digit).ok()))
        .collect();
    let (pairs, rest) = digits.as_deref()?.as_chunks::<2>();
    rest.is_empty().then(|| pairs.iter().map(|[high, low]| high << 4 | low).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_join_to_the_whole_from_any_start() {
        let joined = |data: &Data, start, end| data.pieces(start, end).flatten().copied().collect::<Vec<u8>>();
        assert_eq!(joined(&Data::Size(30), 0, 30), b"abcdefghijklmnopqrstuvwxyzabcd");
        assert_eq!(joined(&Data::Text("hello".into()), 1, 4), b"ell");
        let long = joined(&Data::Size(200_000), 7, 200_000);
        assert_eq!(long.len(), 199_993);
        assert!((7_usize..).zip(&long).all(|(at, byte)| usize::from(*byte - b'a') == at % 26));
    }

    #[test]
    fn each_written_form_is_read() {
        let read = |json: &str| serde_json::from_str::<Data>(json).map_err(|error| error.to_string());
        assert_eq!(read(r#"{"hex": "00 fF"}"#), Ok(Data::bytes(&[0, 255])));
        assert_eq!(read(r#"{"base64": "AP8="}"#), Ok(Data::bytes(&[0, 255])));
        assert_eq!(read(r#"{"size": 3}"#), Ok(Data::Size(3)));
        assert_eq!(read(r#""x""#), Ok(Data::Text("x".to_owned())));
        assert!(read(r#"{"hex": "abc"}"#).is_err_and(|told| told.contains("pairs of digits")));
        assert!(read("{}").is_err_and(|told| told.contains("a payload is a text")));
    }
}
