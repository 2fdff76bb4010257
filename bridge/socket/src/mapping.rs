//! Sends an app's own urls to another server (`PL-4`).

use std::fmt;

use url::Url;

use crate::target::Family;
use crate::{Fault, Target};

/// Urls that begin with one text are dialled as if they began with another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapping {
    from: String,
    to: String,
}

/// Why a text is no mapping.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MappingError {
    reason: String,
}

impl fmt::Display for MappingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.reason)
    }
}

impl std::error::Error for MappingError {}

impl Mapping {
    /// Reads `FROM=TO`, both of them `ws://` or `wss://` urls, or both `http://` or `https://` urls.
    ///
    /// # Errors
    /// When one of the two is missing or is no such url, or when the two are of different kinds.
    pub fn parse(text: &str) -> Result<Self, MappingError> {
        // A url may have `=` in its query, but no scheme after it.
        let middle = text.match_indices('=').map(|(at, _)| at).find(|&at| family(&text[at + 1..]).is_some());
        let Some(middle) = middle else {
            let reason = format!("`{text}` has no target; write wss://the.apps.host=ws://127.0.0.1:9000");
            return Err(MappingError { reason });
        };
        let (from, to) = (&text[..middle], &text[middle + 1..]);
        if let (Some(of_from), Some(of_to)) = (family(from), family(to))
            && of_from != of_to
        {
            let reason = format!(
                "`{from}` and `{to}` are of different kinds; map ws and wss urls to such urls, http and https urls to such urls"
            );
            return Err(MappingError { reason });
        }
        Ok(Self { from: prefix(from)?, to: prefix(to)? })
    }

    /// The url that `url` stands for, where it begins with this mapping's text.
    fn apply(&self, url: &str) -> Option<String> {
        let rest = url.strip_prefix(&self.from)?;
        // `wss://h` is neither `wss://h.evil` nor `wss://h:444`; inside of a path any beginning counts.
        let is_whole_host = self.from.matches('/').count() > 2 || rest.is_empty() || rest.starts_with(['/', '?']);
        is_whole_host.then(|| format!("{}{rest}", self.to))
    }
}

/// Which urls begin as `text` does.
fn family(text: &str) -> Option<Family> {
    let (scheme, _) = text.split_once("://")?;
    Family::of_scheme(&scheme.to_ascii_lowercase())
}

/// The text that urls are compared with: as the url parser writes it, and without a path where none was given.
fn prefix(text: &str) -> Result<String, MappingError> {
    let invalid = |cause: &dyn fmt::Display| MappingError { reason: format!("`{text}`: {cause}") };
    Target::of(family(text).unwrap_or(Family::Socket), text, &[]).map_err(|fault| invalid(&fault))?;
    let url = Url::parse(text).map_err(|error| invalid(&error))?;
    let mut written = url.to_string();
    if written.ends_with('/') && !text.ends_with('/') {
        written.pop();
    }
    Ok(written)
}

/// `target` as the first mapping that fits it has it; as it is, where none does.
///
/// # Errors
/// [`Fault::UrlMalformed`] where the mapped text is no url.
pub fn map(target: Target, mappings: &[Mapping]) -> Result<Target, Fault> {
    match mappings.iter().find_map(|mapping| mapping.apply(target.url())) {
        Some(url) => Target::of(target.family(), &url, &[]).map(|mapped| mapped.instead_of(target)),
        None => Ok(target),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mapped(rules: &[&str], url: &str) -> String {
        let rules: Vec<_> = rules.iter().map(|rule| Mapping::parse(rule).unwrap()).collect();
        map(Target::parse(url, &[]).unwrap(), &rules).unwrap().url().to_owned()
    }

    #[test]
    fn the_first_mapping_that_fits_counts() {
        let rules = ["wss://Prod.example=ws://127.0.0.1:9000", "wss://prod.example/b=ws://h/", "ws://a/x/=ws://b/y/"];
        for (url, expected) in [
            ("wss://prod.example/a/b?c=d", "ws://127.0.0.1:9000/a/b?c=d"),
            ("wss://prod.example", "ws://127.0.0.1:9000/"),
            ("wss://prod.example/b", "ws://127.0.0.1:9000/b"),
            ("wss://prod.example.evil/", "wss://prod.example.evil/"),
            ("wss://prod.example:444/", "wss://prod.example:444/"),
            ("ws://a/x/1", "ws://b/y/1"),
            ("ws://a/x", "ws://a/x"),
        ] {
            assert_eq!(mapped(&rules, url), expected, "{url}");
        }
    }

    #[test]
    fn urls_of_requests_are_mapped_like_those_of_sockets() {
        let rules = ["https://Prod.example/api=http://127.0.0.1:9000", "wss://prod.example=ws://127.0.0.1:9000"];
        let rules: Vec<_> = rules.iter().map(|rule| Mapping::parse(rule).unwrap()).collect();
        let asked = Target::parse_http("https://prod.example/api/login?a=1", &[]).unwrap();
        let mapped = map(asked, &rules).unwrap();
        assert_eq!(mapped.url(), "http://127.0.0.1:9000/login?a=1");
        assert!(!mapped.is_secure());
    }

    #[test]
    fn an_equals_sign_in_a_query_does_not_end_the_url() {
        assert_eq!(mapped(&["ws://a/?x=1=ws://b/?y=2"], "ws://a/?x=1&z"), "ws://b/?y=2&z");
    }

    #[test]
    fn what_the_page_asked_for_and_its_user_info_are_kept() {
        let target = Target::parse("wss://u:p@prod.example/a", &[]).unwrap();
        let mapped = map(target, &[Mapping::parse("wss://prod.example=ws://h").unwrap()]).unwrap();
        assert_eq!((mapped.url(), mapped.asked_url()), ("ws://h/a", Some("wss://prod.example/a")));
        assert_eq!(mapped.authorization(), Some("Basic dTpw"));
    }

    #[test]
    fn wrong_mappings_are_refused() {
        for wrong in [
            "",
            "wss://a",
            "a=b",
            "wss://a=http://b",
            "http://a=ws://b",
            "https://a=ftp://b",
            "=ws://b",
            "wss://a=ws://",
            "wss://a b=ws://b",
        ] {
            assert!(Mapping::parse(wrong).is_err(), "{wrong}");
        }
    }
}
