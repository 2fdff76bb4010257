//! `MINIHOST_…` variables.

use minihost_runtime::GC_STRESS;

use super::given::{Invalid, Layers, Source};
use super::suggest;
use super::table::{RUN, Shape, variable};

const PREFIX: &str = "MINIHOST_";

/// What the variables say. A list's values are separated by commas.
///
/// # Errors
/// A variable that looks like an option but is none.
pub(crate) fn from_environment(variables: impl Iterator<Item = (String, String)>) -> Result<Layers, Invalid> {
    let mut layers = Layers::default();
    for (name, text) in variables.filter(|(name, _)| name.starts_with(PREFIX) && name != GC_STRESS) {
        let Some(row) = RUN.iter().find(|row| variable(row) == name) else {
            let names: Vec<_> = RUN.iter().map(variable).collect();
            let hint = suggest::hint(&name, names.iter().map(String::as_str));
            return Err(Invalid { message: format!("environment variable {name} is no option; {hint}"), at: None });
        };
        let source = || Source::Variable(name.clone());
        match row.shape {
            Shape::List | Shape::Files if !matches!(row.name, "call" | "tap" | "event" | "wait") => {
                for part in text.split(',') {
                    layers.add(row.name, part.trim().to_owned(), source());
                }
            }
            _ => layers.add(row.name, text, source()),
        }
    }
    Ok(layers)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(name: &str, text: &str) -> Result<Layers, Invalid> {
        from_environment([(name.to_owned(), text.to_owned())].into_iter())
    }

    #[test]
    fn lists_are_separated_by_commas() {
        let layers = from("MINIHOST_ALLOW_DOMAIN", "a.example, b.example").unwrap();
        assert_eq!(layers.list("allow-domain", |given| Ok(given.text.clone())).unwrap(), ["a.example", "b.example"]);
    }

    #[test]
    fn a_wrong_name_is_an_error_with_a_hint() {
        let error = from("MINIHOST_TIMEOUTS", "1s").unwrap_err();
        assert!(error.message.ends_with("did you mean `MINIHOST_TIMEOUT`?"), "{}", error.message);
        assert!(from("MINI", "1s").is_ok());
    }
}
