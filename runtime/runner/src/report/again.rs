//! The command that repeats one test.

use crate::order::Order;
use crate::pattern::Pattern;

/// What a shell needs to run exactly the test called `name` of `file`: `options` are those of the run that count,
/// already written as a shell reads them; `order` is the one of what was ready together, where it is not the usual one.
#[must_use]
pub fn again(file: &str, name: &str, options: &str, seed: u64, order: Option<&Order>) -> String {
    // A file whose name begins with a dash would be an option.
    let file = if file.starts_with('-') { format!("./{file}") } else { file.to_owned() };
    let space = if options.is_empty() { "" } else { " " };
    let filter = quoted(&Pattern::whole(name).to_string());
    let order = order.map_or_else(String::new, |order| format!(" --schedule {order}"));
    format!("minihost test {} --filter {filter}{space}{options} --seed {seed}{order}", quoted(&file))
}

/// A word as a POSIX shell reads it back.
#[must_use]
pub fn quoted(word: &str) -> String {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "-_./:,+@%".contains(letter);
    if !word.is_empty() && word.chars().all(is_plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', "'\\''"))
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use super::*;

    #[test]
    fn a_shell_reads_back_what_was_quoted() {
        for word in ["plain-1.js", "", "it's", "a | b; $(c) `d` \\ \"e\" *", "=s › t", "two\nlines", "\\'", "!x"] {
            let script = format!("printf %s {}", quoted(word));
            let output = Command::new("sh").args(["-c", &script]).output().unwrap();
            assert_eq!(String::from_utf8(output.stdout).unwrap(), word, "{script}");
        }
    }

    #[test]
    fn the_command_names_the_whole_test() {
        let told = again("a.test.js", "it's › (a|b)", "--clock real", 7, None);
        assert_eq!(told, "minihost test a.test.js --filter '=it'\\''s › (a|b)' --clock real --seed 7");
        assert!(again("-x.test.js", "a", "", 1, None).starts_with("minihost test ./-x.test.js --filter '=a' --seed 1"));
        let order = "3:1".parse().unwrap();
        assert!(again("x.test.js", "a", "", 1, Some(&order)).ends_with("--seed 1 --schedule 3:1"));
    }
}
