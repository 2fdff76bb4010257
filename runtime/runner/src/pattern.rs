//! What `--filter` takes: a text, the whole name, or a regular expression.

use std::fmt;

use regex::{Regex, RegexBuilder};
use serde::{Deserialize, Serialize};

/// Which full names are meant, as it was written: `text` is in the name, `=text` is the whole name, and `/text/flags` is
/// a regular expression.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Pattern {
    given: String,
    form: Form,
}

#[derive(Debug, Clone)]
enum Form {
    Part(String),
    Whole(String),
    Expression(Box<Regex>),
}

/// A pattern that cannot be understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadPattern {
    /// It would select every test.
    #[error("the pattern is empty; leave the option out to run all tests")]
    Empty,
    /// A letter behind the second slash that means nothing.
    #[error(
        "`{given}` is a regular expression, and there is no flag `{flag}`; there are i, m, s and u. To look for this \
         text as it is, write it without the slash at its beginning"
    )]
    NoSuchFlag {
        /// The pattern.
        given: String,
        /// The letter.
        flag: char,
    },
    /// Something is wrong within it; the text shows it with a mark below.
    #[error("`{given}` is no regular expression:\n{shown}")]
    Malformed {
        /// The pattern.
        given: String,
        /// What is wrong, and where.
        shown: String,
    },
}

impl Pattern {
    /// Reads a pattern.
    ///
    /// # Errors
    /// What is wrong with it, and where.
    pub fn parse(given: &str) -> Result<Self, BadPattern> {
        let form = match (given.strip_prefix('='), slashed(given)) {
            (Some(whole), _) => Form::Whole(whole.to_owned()),
            (None, Some((body, flags))) => Form::Expression(Box::new(expression(given, body, flags)?)),
            (None, None) => Form::Part(given.to_owned()),
        };
        if given.is_empty() || given == "=" {
            return Err(BadPattern::Empty);
        }
        Ok(Self { given: given.to_owned(), form })
    }

    /// The pattern that means exactly the tests with this full name.
    #[must_use]
    pub fn whole(name: &str) -> Self {
        Self { given: format!("={name}"), form: Form::Whole(name.to_owned()) }
    }

    /// Whether it means a test with this full name.
    #[must_use]
    pub fn matches(&self, name: &str) -> bool {
        match &self.form {
            Form::Part(part) => name.contains(part.as_str()),
            Form::Whole(whole) => name == whole,
            Form::Expression(expression) => expression.is_match(name),
        }
    }
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.given == other.given
    }
}

impl Eq for Pattern {}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.given)
    }
}

impl TryFrom<String> for Pattern {
    type Error = BadPattern;

    fn try_from(given: String) -> Result<Self, BadPattern> {
        Self::parse(&given)
    }
}

impl From<Pattern> for String {
    fn from(pattern: Pattern) -> Self {
        pattern.given
    }
}

/// The parts of `/body/flags`; nothing where it is not written like that.
fn slashed(given: &str) -> Option<(&str, &str)> {
    let (body, flags) = given.strip_prefix('/')?.rsplit_once('/')?;
    let is_word = flags.chars().all(|letter| letter.is_ascii_alphabetic());
    (!body.is_empty() && is_word).then_some((body, flags))
}

fn expression(given: &str, body: &str, flags: &str) -> Result<Regex, BadPattern> {
    let mut builder = RegexBuilder::new(body);
    for flag in flags.chars() {
        match flag {
            'i' => builder.case_insensitive(true),
            'm' => builder.multi_line(true),
            's' => builder.dot_matches_new_line(true),
            // Names are Unicode in any case.
            'u' => &mut builder,
            flag => return Err(BadPattern::NoSuchFlag { given: given.to_owned(), flag }),
        };
    }
    builder
        .build()
        .map_err(|error| BadPattern::Malformed { given: given.to_owned(), shown: without_heading(&error.to_string()) })
}

/// The engine's message begins with a line that says what ours says.
fn without_heading(message: &str) -> String {
    message.strip_prefix("regex parse error:\n").unwrap_or(message).trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(pattern: &str, name: &str) -> bool {
        Pattern::parse(pattern).unwrap().matches(name)
    }

    #[test]
    fn a_text_is_looked_for_as_it_is() {
        assert!(matches("b (c", "a › b (c) d"));
        assert!(!matches("B (c", "a › b (c) d"));
        // One slash alone makes no regular expression, and neither does a path.
        assert!(matches("/echo", "connects to /echo"));
        assert!(matches("/a/b-1", "opens /a/b-1"));
    }

    #[test]
    fn an_equals_sign_means_the_whole_name() {
        assert!(matches("=a › b", "a › b"));
        assert!(!matches("=a › b", "a › b c"));
        assert!(Pattern::whole("/x/ 'y' |").matches("/x/ 'y' |"));
    }

    #[test]
    fn slashes_make_a_regular_expression() {
        assert!(matches("/^a.*c$/", "a › b › c"));
        assert!(!matches("/^A/", "a"));
        assert!(matches("/^A/i", "a"));
        assert!(matches("/a/b|c/", "c"));
    }

    #[test]
    fn a_bad_pattern_says_where() {
        let told = Pattern::parse("/a(b/").unwrap_err().to_string();
        assert!(told.contains("    a(b\n     ^\n"), "{told}");
        assert!(told.contains("unclosed group"), "{told}");
        let told = Pattern::parse("/pages/index").unwrap_err().to_string();
        assert!(told.contains("there is no flag `n`"), "{told}");
        assert_eq!(Pattern::parse("="), Err(BadPattern::Empty));
    }

    #[test]
    fn a_pattern_goes_to_a_worker_as_it_was_written() {
        for given in ["a", "=a › b", "/a+/i"] {
            let pattern = Pattern::parse(given).unwrap();
            let line = serde_json::to_string(&pattern).unwrap();
            assert_eq!(serde_json::from_str::<Pattern>(&line).unwrap(), pattern);
        }
    }
}
