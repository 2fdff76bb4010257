//! The options of limits.

use minihost_runtime::Settings;
use minihost_runtime::limits::{LIMITS, Limit};

use super::given::{Invalid, Layers};

/// Limits that were given, each with its value.
#[derive(Debug, Clone, Default)]
pub(crate) struct Chosen(Vec<(&'static Limit, usize)>);

impl Chosen {
    /// Sets them.
    pub(crate) fn apply(&self, settings: &mut Settings) {
        self.0.iter().for_each(|(limit, value)| limit.set(settings, *value));
    }
}

/// What was given.
///
/// # Errors
/// A text that is no such limit.
pub(crate) fn limits(given: &Layers) -> Result<Chosen, Invalid> {
    let mut chosen = Chosen::default();
    for limit in LIMITS {
        let value = given.value(limit.name, |given| limit.parse(&given.text).map_err(|cause| given.invalid(cause)))?;
        chosen.0.extend(value.map(|value| (limit, value)));
    }
    Ok(chosen)
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use minihost_runtime::Project;

    use super::super::table::{self, RUN, Row, find};
    use super::*;

    fn is_limit(row: &&Row) -> bool {
        row.heading == Some(table::LIMITS)
    }

    /// What the help says is there without the option.
    fn default(row: &Row) -> &str {
        let (_, default) = row.help.rsplit_once(" [default: ").unwrap_or_else(|| panic!("{} has no default", row.name));
        default.strip_suffix(']').unwrap_or_else(|| panic!("{}: the default stands last", row.name))
    }

    #[test]
    fn the_help_tells_every_limit_and_its_default() {
        let mut settings = Settings::new(Project::nothing(PathBuf::from("/nothing")));
        for limit in LIMITS {
            let row = find(limit.name).filter(is_limit).unwrap_or_else(|| panic!("no option is called {}", limit.name));
            assert_eq!(default(row), limit.unit.show(limit.of(&mut settings)), "{}", limit.name);
        }
    }

    #[test]
    #[expect(clippy::disallowed_methods, reason = "reads the documentation")]
    fn the_documentation_has_a_row_for_each_with_its_default() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/limits.md");
        let text = std::fs::read_to_string(path).unwrap();
        let told: Vec<_> = text
            .lines()
            .filter_map(|line| line.strip_prefix("| `--")?.split_once('`'))
            .filter_map(|(option, rest)| Some((option.split(' ').next()?, rest.split('|').nth(1)?.trim())))
            .collect();
        let options: Vec<_> = RUN.iter().filter(is_limit).map(|row| (row.name, default(row))).collect();
        assert_eq!(told, options, "docs/limits.md has other limits than the options, or in another order");
    }
}
