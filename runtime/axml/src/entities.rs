//! `&lt;` and its kin.

/// The characters of `text`, which begins at `base` in its file, with entities replaced; each with its place. What is no
/// entity stays as it is.
pub(crate) fn decoded(text: &str, base: usize) -> Vec<(char, usize)> {
    let mut characters = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let at = base + text.len() - rest.len();
        match if first == '&' { entity(rest) } else { None } {
            Some((character, length)) => {
                characters.push((character, at));
                rest = &rest[length..];
            }
            None => {
                characters.push((first, at));
                rest = &rest[first.len_utf8()..];
            }
        }
    }
    characters
}

/// The longest name of an entity, or the longest number of one.
const MAX_NAME: usize = 10;

/// The character that the entity at the start of `text` stands for, and how long the entity is.
fn entity(text: &str) -> Option<(char, usize)> {
    let (name, _) = text[1..].split_once(';')?;
    if name.len() > MAX_NAME {
        return None;
    }
    let character = match name {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?)?
        }
    };
    Some((character, name.len() + 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_are_replaced_and_the_rest_stays() {
        let text: String = decoded("a &lt; b &amp;&amp; c&#33;&#x4f60; &x; &", 7).iter().map(|(one, _)| one).collect();
        assert_eq!(text, "a < b && c!你 &x; &");
        assert_eq!(decoded("&lt;é!", 7).iter().map(|(_, at)| *at).collect::<Vec<_>>(), [7, 11, 13]);
    }
}
