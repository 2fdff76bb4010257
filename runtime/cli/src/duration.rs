//! Durations on the command line and in minihost.toml.

use std::time::Duration;

/// `1500ms`, `30s`, `2m`, `1h 30m`; a bare number is milliseconds; `none` is no limit.
pub(crate) fn parse_limit(text: &str) -> Result<Option<Duration>, String> {
    if text == "none" {
        return Ok(None);
    }
    parse(text).map(Some)
}

/// As [`parse_limit`], without `none`.
pub(crate) fn parse(text: &str) -> Result<Duration, String> {
    if let Ok(millis) = text.parse() {
        return Ok(Duration::from_millis(millis));
    }
    humantime::parse_duration(text).map_err(|error| format!("{error}; write for example 500ms, 30s or 2m"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_read_as_people_write_them() {
        assert_eq!(parse("1500"), Ok(Duration::from_millis(1500)));
        assert_eq!(parse("2m"), Ok(Duration::from_secs(120)));
        assert_eq!(parse_limit("none"), Ok(None));
        for wrong in ["", "soon", "-1", "1 fortnight"] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }
}
