//! Request targets: path and query.

use std::borrow::Cow;
use std::str::FromStr;

/// A request target, taken apart.
#[derive(Debug, Clone, Default)]
pub(crate) struct Target {
    /// The path, not decoded.
    pub(crate) path: String,
    /// The query's parameters.
    pub(crate) query: Query,
}

/// The decoded parameters of a query, in their order.
#[derive(Debug, Clone, Default)]
pub(crate) struct Query(Vec<(String, String)>);

impl Target {
    pub(crate) fn parse(target: &str) -> Self {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let pairs = query.split('&').filter(|pair| !pair.is_empty()).map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decode(name).into_owned(), decode(value).into_owned())
        });
        Self { path: path.to_owned(), query: Query(pairs.collect()) }
    }
}

impl Query {
    /// The first value of `name`.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    /// The first value of `name`, unless it is empty.
    pub(crate) fn filled(&self, name: &str) -> Option<&str> {
        self.get(name).filter(|value| !value.is_empty())
    }

    /// The first value of `name` as a number, unless it is empty; `Err` says what is wrong with it.
    pub(crate) fn number<N: FromStr>(&self, name: &str) -> Result<Option<N>, String> {
        let Some(text) = self.filled(name) else { return Ok(None) };
        text.parse().map(Some).map_err(|_| format!("{name}={text} is not a number that fits here"))
    }

    /// As [`Query::number`], with a default.
    pub(crate) fn number_or<N: FromStr>(&self, name: &str, default: N) -> Result<N, String> {
        Ok(self.number(name)?.unwrap_or(default))
    }
}

/// Undoes percent-encoding and `+` for a space; what is no valid UTF-8 then reads as U+FFFD.
fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains(['%', '+']) {
        return Cow::Borrowed(text);
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        rest = tail;
        match (first, tail) {
            (b'+', _) => bytes.push(b' '),
            (b'%', [high, low, after @ ..]) => match (hex(*high), hex(*low)) {
                (Some(high), Some(low)) => {
                    bytes.push(high << 4 | low);
                    rest = after;
                }
                _ => bytes.push(b'%'),
            },
            (byte, _) => bytes.push(*byte),
        }
    }
    Cow::Owned(String::from_utf8_lossy(&bytes).into_owned())
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_decoded() {
        let target = Target::parse("/push?text=%E4%BD%A0+b%2&n=3&empty=&flag");
        assert_eq!(target.path, "/push");
        assert_eq!(target.query.get("text"), Some("你 b%2"));
        assert_eq!(target.query.number("n"), Ok(Some(3_u32)));
        assert_eq!(target.query.get("empty"), Some(""));
        assert_eq!(target.query.get("flag"), Some(""));
        assert_eq!((target.query.filled("empty"), target.query.number::<u8>("empty")), (None, Ok(None)));
        assert_eq!(target.query.get("other"), None);
        assert!(target.query.number::<u8>("text").is_err());
    }
}
