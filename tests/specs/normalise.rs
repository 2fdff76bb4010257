//! What differs from run to run is replaced by its name.

use std::path::Path;

/// `text` without ports, times and the place of the checkout.
pub(crate) fn normalise(text: &str, folder: &Path) -> String {
    let text = text.replace(&folder.display().to_string(), "FOLDER");
    let repository = folder.ancestors().find(|folder| folder.join("Cargo.lock").is_file());
    let text = match repository {
        Some(repository) => text.replace(&repository.display().to_string(), "REPOSITORY"),
        None => text,
    };
    let version = concat!("\"version\":\"", env!("CARGO_PKG_VERSION"), "\"");
    let text = text.replace(version, "\"version\":\"VERSION\"");
    let text = digits_after(&text, "127.0.0.1:", "PORT");
    let text = digits_after(&text, "[::1]:", "PORT");
    let text = digits_after(&text, "\"timeStamp\":", "TIME");
    digits_after(&text, "\"time\":", "TIME")
}

/// A report of tests, without how long things took.
pub(crate) fn without_durations(text: &str) -> String {
    let words = text.split_inclusive(' ');
    let mut result = String::new();
    let mut number = String::new();
    for word in words {
        let is_number = word.strip_suffix(' ').is_some_and(|word| word.parse::<f64>().is_ok());
        let unit = word.trim_start_matches('\u{1b}').split([',', '\n', ' ']).next().unwrap_or_default();
        if !number.is_empty() {
            result.push_str(if matches!(unit, "ms" | "s" | "min") { "TIME " } else { &number });
            number.clear();
        }
        if is_number {
            word.clone_into(&mut number);
        } else {
            result.push_str(word);
        }
    }
    result.push_str(&number);
    // Neither the unit nor the note about virtual time may depend on how busy the machine is.
    let result = result.replace("TIME s", "TIME ms").replace("TIME min", "TIME ms").replace(" s\n", " ms\n");
    result.replace(", TIME ms on the tests' clocks", "")
}

/// Replaces the number that follows each `marker`.
fn digits_after(text: &str, marker: &str, name: &str) -> String {
    let mut parts = text.split(marker);
    let mut result = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let rest = part.trim_start_matches(|character: char| character.is_ascii_digit() || character == '.');
        result.push_str(marker);
        result.push_str(if rest.len() == part.len() { "" } else { name });
        result.push_str(rest);
    }
    result
}
