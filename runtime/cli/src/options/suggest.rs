//! "did you mean …?"

/// How alike two names must be for one to be meant by the other.
const ALIKE: f64 = 0.8;

/// A hint at the name that was probably meant, else all of them.
pub(super) fn hint<'a>(wrong: &str, names: impl Iterator<Item = &'a str> + Clone) -> String {
    let score = |name: &str| strsim::jaro_winkler(wrong, name);
    let best = names.clone().max_by(|one, other| score(one).total_cmp(&score(other)));
    match best.filter(|name| score(name) >= ALIKE) {
        Some(name) => format!("did you mean `{name}`?"),
        None => format!("there are: {}", names.collect::<Vec<_>>().join(", ")),
    }
}
