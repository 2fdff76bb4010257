//! Which rules count, and how much: `--rule ID=LEVEL`.

use crate::finding::Severity;
use crate::rule::Rule;
use crate::rules::RULES;
use crate::text::nearest;

/// What was said of rules; what was not is as the rules themselves have it.
#[derive(Debug, Clone, Default)]
pub struct Levels {
    /// The last one of a rule counts; `None` is off.
    said: Vec<(&'static str, Option<Severity>)>,
}

/// A level that cannot be used, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadLevel(pub String);

impl Levels {
    /// Takes `ID=off`, `ID=note`, `ID=warning` or `ID=error`.
    ///
    /// # Errors
    /// Where there is no such rule, or no such level.
    pub fn say(&mut self, text: &str) -> Result<(), BadLevel> {
        let Some((id, level)) = text.split_once('=') else {
            return Err(BadLevel(format!("there is no `=` in `{text}`; write for example insecure-url=error")));
        };
        let Some(rule) = RULES.iter().find(|rule| rule.id == id) else {
            let hint = match nearest(id, RULES.iter().map(|rule| rule.id)) {
                Some(name) => format!("did you mean `{name}`?"),
                None => format!("there are: {}", RULES.iter().map(|rule| rule.id).collect::<Vec<_>>().join(", ")),
            };
            return Err(BadLevel(format!("`{id}` is no rule; {hint}")));
        };
        let level = match level {
            "off" => None,
            "note" => Some(Severity::Note),
            "warning" => Some(Severity::Warning),
            "error" => Some(Severity::Error),
            _ => return Err(BadLevel(format!("`{level}` is none of: off, note, warning, error"))),
        };
        self.said.push((rule.id, level));
        Ok(())
    }

    /// How bad a finding of `rule` is, which the rule itself takes to be `own`; `None` where it does not count. What a rule
    /// finds less bad than usual stays as it is, unless the rule is off.
    pub(crate) fn severity(&self, rule: &Rule, own: Severity) -> Option<Severity> {
        match self.said.iter().rev().find(|(id, _)| *id == rule.id) {
            Some((_, None)) => None,
            Some((_, Some(said))) if own == rule.severity => Some(*said),
            Some((_, Some(said))) => Some(own.min(*said)),
            None => Some(own),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_level_counts_and_wrong_ones_say_what_there_is() {
        let mut levels = Levels::default();
        let rule = RULES.iter().find(|rule| rule.id == "insecure-url").unwrap();
        assert_eq!(levels.severity(rule, Severity::Warning), Some(Severity::Warning));
        levels.say("insecure-url=off").unwrap();
        assert_eq!(levels.severity(rule, Severity::Warning), None);
        levels.say("insecure-url=error").unwrap();
        assert_eq!(levels.severity(rule, Severity::Warning), Some(Severity::Error));
        assert_eq!(levels.severity(rule, Severity::Note), Some(Severity::Note));
        for (wrong, hint) in [
            ("insecure-urls=off", "did you mean `insecure-url`?"),
            ("insecure-url=bad", "off, note, warning, error"),
            ("insecure-url", "there is no `=`"),
            ("zzz=off", "there are: missing-page"),
        ] {
            let BadLevel(message) = levels.say(wrong).unwrap_err();
            assert!(message.contains(hint), "{message}");
        }
    }
}
